import { LibraryError } from '@immich-webdav/core';
import type { DownloadLimits } from './download-limits.ts';

/** Does the work of one download of a user when there is room for it; rejects with `rate-limited` when there is none in time. */
export type DownloadTurns = (user: string, signal: AbortSignal, work: () => Promise<void>) => Promise<void>;

interface Waiting {
  readonly user: string;
  readonly begin: () => void;
}

const retryAfterMs = 5000;

/** Bounds the downloads in all and of each user; the others wait, first come, first served. */
export function createDownloadTurns({ downloads, downloadsPerUser, downloadWaitMs }: DownloadLimits): DownloadTurns {
  let running = 0;
  const ofUser = new Map<string, number>();
  const waiting = new Set<Waiting>();

  const hasRoom = (user: string) => running < downloads && (ofUser.get(user) ?? 0) < downloadsPerUser;

  const take = (user: string) => {
    running += 1;
    ofUser.set(user, (ofUser.get(user) ?? 0) + 1);
  };

  const giveBack = (user: string) => {
    running -= 1;
    const left = (ofUser.get(user) ?? 1) - 1;
    if (left === 0) ofUser.delete(user);
    else ofUser.set(user, left);
    for (const next of waiting) if (hasRoom(next.user)) next.begin();
  };

  /** Resolves once the place is taken. */
  const queue = (user: string, signal: AbortSignal) =>
    new Promise<void>((resolve, reject) => {
      const leave = () => {
        waiting.delete(place);
        clearTimeout(timer);
        signal.removeEventListener('abort', abort);
      };
      const abort = () => {
        leave();
        reject(signal.reason);
      };
      const begin = () => {
        leave();
        take(user);
        resolve();
      };
      const place: Waiting = { user, begin };
      const timer = setTimeout(() => {
        leave();
        reject(tooMany());
      }, downloadWaitMs);
      signal.addEventListener('abort', abort);
      waiting.add(place);
    });

  return async (user, signal, work) => {
    signal.throwIfAborted();
    if (hasRoom(user)) take(user);
    else await queue(user, signal);
    try {
      await work();
    } finally {
      giveBack(user);
    }
  };
}

const tooMany = () =>
  new LibraryError('rate-limited', 'Too many downloads are under way; try again in a few seconds.', { retryAfterMs });
