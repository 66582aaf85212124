import { setImmediate } from 'node:timers/promises';

/** About 2 ms of mapping. */
const SLICE = 500;

/** An array in parts, with waiting work let in between: 2.x sends an album of any size in one answer. */
export async function* inSlices<T>(records: readonly T[]): AsyncIterable<readonly T[]> {
  for (let from = 0; from < records.length; from += SLICE) {
    if (from > 0) await setImmediate();
    yield records.slice(from, from + SLICE);
  }
}
