import { yieldToOthers } from './next-turn.ts';

/** Milliseconds of work after which others go first. */
const TURN_MS = 2;

/** The clock is looked at this often: a row takes some microseconds, or a tenth of a millisecond from a cold disk. */
const ROWS_BETWEEN_LOOKS = 16;

/** Does something with each, and lets others go first every few milliseconds, however slow the disk is. */
export async function eachYielding<T>(all: Iterable<T>, work: (one: T) => void): Promise<void> {
  let began = performance.now();
  let count = 0;
  for (const one of all) {
    work(one);
    if (++count % ROWS_BETWEEN_LOOKS !== 0 || performance.now() - began < TURN_MS) continue;
    await yieldToOthers();
    began = performance.now();
  }
}
