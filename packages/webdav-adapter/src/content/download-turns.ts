import { TreeError } from '@immich-webdav/core';
import PQueue from 'p-queue';
import type { DownloadLimits } from './download-limits.ts';

/** Does the work of one download of a user when there is room for it; rejects with `rate-limited` when there is none in time. */
export type DownloadTurns = (user: string, signal: AbortSignal, work: () => Promise<void>) => Promise<void>;

const retryAfterMs = 5000;

/** Bounds the downloads in all and of each user; the others wait, first come, first served. */
export function createDownloadTurns({ downloads, downloadsPerUser, downloadWaitMs }: DownloadLimits): DownloadTurns {
  const all = new PQueue({ concurrency: downloads });
  const users = new Map<string, PQueue>();

  return async (user, signal, work) => {
    signal.throwIfAborted();
    const own = users.get(user) ?? new PQueue({ concurrency: downloadsPerUser });
    users.set(user, own);
    const waiting = new AbortController();
    let isLate = false;
    const leave = () => waiting.abort();
    const timer = setTimeout(() => {
      isLate = true;
      leave();
    }, downloadWaitMs);
    signal.addEventListener('abort', leave);
    const begin = () => {
      clearTimeout(timer);
      signal.removeEventListener('abort', leave);
      return work();
    };
    try {
      await own.add(() => all.add(begin, { signal: waiting.signal }), { signal: waiting.signal });
    } catch (error) {
      throw isLate ? tooMany() : error;
    } finally {
      clearTimeout(timer);
      signal.removeEventListener('abort', leave);
      if (own.size + own.pending === 0) users.delete(user);
    }
  };
}

const tooMany = () =>
  new TreeError('rate-limited', 'Too many downloads are under way; try again in a few seconds.', { retryAfterMs });
