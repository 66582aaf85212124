import type { RequestOptions } from '@immich-webdav/core';
import PQueue from 'p-queue';
import { transportError } from '../errors/transport-error.ts';

/** Does one work after the other: what is remembered between two polls must not be mixed up by a third. */
export function createTurns(): <T>(work: () => Promise<T>, options: RequestOptions) => Promise<T> {
  const queue = new PQueue({ concurrency: 1 });
  return async (work, { background = false, signal }) => {
    try {
      return await queue.add(work, { priority: background ? 0 : 1, ...(signal && { signal }) });
    } catch (error) {
      throw transportError(error, signal);
    }
  };
}
