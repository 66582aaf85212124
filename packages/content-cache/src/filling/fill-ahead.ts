import PQueue from 'p-queue';
import type { GrowingBlock } from './block-fill.ts';

/** More in memory at a time would not make them arrive sooner. */
const BLOCKS_AHEAD = 32;

/** Has a block fetched to its end although its readers do not wait for all of it; `done` ends that. */
export type FillAhead = (target: GrowingBlock, done: Promise<void>) => void;

/** Fetches a few blocks ahead of their readers at a time, in turn; of the others, only what a reader waits for. */
export function createFillAhead(): FillAhead {
  const queue = new PQueue({ concurrency: BLOCKS_AHEAD });
  return (target, done) =>
    void queue.add(() => {
      target.hurry();
      return done;
    });
}
