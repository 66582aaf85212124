import type { RequestOptions } from '@immich-webdav/core';
import PQueue from 'p-queue';
import { transportError } from '../errors/transport-error.ts';

/** Queues work; requests that a client waits for go before background work. */
export type RequestQueue = <T>(work: () => Promise<T>, options: RequestOptions) => Promise<T>;

/** A queue of limited concurrency; 1 makes it a mutex. Rejects with a `LibraryError`. Work whose signal aborts in the queue never starts. */
export function createRequestQueue(concurrency: number): RequestQueue {
  const queue = new PQueue({ concurrency });
  return async (work, { background = false, signal }) => {
    try {
      return await queue.add(work, { priority: background ? 0 : 1, ...(signal && { signal }) });
    } catch (error) {
      throw transportError(error, signal);
    }
  };
}
