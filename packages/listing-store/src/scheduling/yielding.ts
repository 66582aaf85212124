import { setImmediate } from 'node:timers/promises';

/** Yields to other pending work of the event loop. */
export const yieldToOthers = (): Promise<void> => setImmediate();

/** Milliseconds of work between two yields. */
const WORK_MS = 2;

/** Rows between two readings of the clock. A row takes microseconds, or a tenth of a millisecond from a cold disk. */
const ROWS_PER_READING = 16;

/** Calls `work` for each element. Yields every few milliseconds, however slow the disk is. */
export async function eachYielding<T>(all: Iterable<T>, work: (one: T) => void): Promise<void> {
  let began = performance.now();
  let count = 0;
  for (const one of all) {
    work(one);
    if (++count % ROWS_PER_READING !== 0 || performance.now() - began < WORK_MS) continue;
    await yieldToOthers();
    began = performance.now();
  }
}
