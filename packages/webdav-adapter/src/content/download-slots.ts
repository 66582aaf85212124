import { LibraryError } from '@immich-webdav/core';

/** Limits on concurrent downloads; each takes a connection to the library and some memory. */
export interface DownloadLimits {
  readonly downloads: number;
  /** Of each principal. */
  readonly downloadsPerUser: number;
  /** How long a download waits for a free slot, in milliseconds; then 503 with `Retry-After`. */
  readonly downloadWaitMs: number;
}

/** The limits that apply unless set. */
export const defaultDownloadLimits: DownloadLimits = {
  downloads: 256,
  downloadsPerUser: 200,
  downloadWaitMs: 10_000,
};

/** Runs the work of one download of a principal in a free slot. Rejects with `rate-limited` when none becomes free in time. */
export type DownloadSlots = (principalId: string, signal: AbortSignal, work: () => Promise<void>) => Promise<void>;

interface Waiting {
  readonly principalId: string;
  readonly begin: () => void;
}

const retryAfterMs = 5000;

/** Bounds the downloads in all and of each principal; further ones wait in the order of their arrival. */
export function createDownloadSlots({ downloads, downloadsPerUser, downloadWaitMs }: DownloadLimits): DownloadSlots {
  let running = 0;
  const perPrincipal = new Map<string, number>();
  const waiting = new Set<Waiting>();

  const hasRoom = (principalId: string) =>
    running < downloads && (perPrincipal.get(principalId) ?? 0) < downloadsPerUser;

  const take = (principalId: string) => {
    running += 1;
    perPrincipal.set(principalId, (perPrincipal.get(principalId) ?? 0) + 1);
  };

  const release = (principalId: string) => {
    running -= 1;
    const left = (perPrincipal.get(principalId) ?? 1) - 1;
    if (left === 0) perPrincipal.delete(principalId);
    else perPrincipal.set(principalId, left);
    for (const next of waiting) if (hasRoom(next.principalId)) next.begin();
  };

  /** Resolves once a slot is taken. */
  const queue = (principalId: string, signal: AbortSignal) =>
    new Promise<void>((resolve, reject) => {
      const leave = () => {
        waiting.delete(entry);
        clearTimeout(timer);
        signal.removeEventListener('abort', abort);
      };
      const abort = () => {
        leave();
        reject(signal.reason);
      };
      const begin = () => {
        leave();
        take(principalId);
        resolve();
      };
      const entry: Waiting = { principalId, begin };
      const timer = setTimeout(() => {
        leave();
        reject(tooMany());
      }, downloadWaitMs);
      signal.addEventListener('abort', abort);
      waiting.add(entry);
    });

  return async (principalId, signal, work) => {
    signal.throwIfAborted();
    if (hasRoom(principalId)) take(principalId);
    else await queue(principalId, signal);
    try {
      await work();
    } finally {
      release(principalId);
    }
  };
}

const tooMany = () =>
  new LibraryError('rate-limited', 'Too many downloads are under way; try again in a few seconds.', { retryAfterMs });
