import type { RequestOptions } from '@immich-webdav/core';
import PQueue from 'p-queue';
import { transportError } from '../errors/transport-error.ts';

/** Does some work when its turn comes: whatever somebody waits for comes before what is done in the background. */
export type InTurn = <T>(work: () => Promise<T>, options: RequestOptions) => Promise<T>;

/** Lets so much work be done at a time. All that fails is a LibraryError; whoever gives up while waiting never begins. */
export function createRequestQueue(atATime: number): InTurn {
  const queue = new PQueue({ concurrency: atATime });
  return async (work, { background = false, signal }) => {
    try {
      return await queue.add(work, { priority: background ? 0 : 1, ...(signal && { signal }) });
    } catch (error) {
      throw transportError(error, signal);
    }
  };
}
