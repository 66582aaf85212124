import { isDeepStrictEqual } from 'node:util';

/** The earlier list if the later one says the same, so that whoever asks sees at a glance that nothing changed. */
export const keepSame = <T>(before: readonly T[] | undefined, now: readonly T[]): readonly T[] =>
  before && isDeepStrictEqual(before, now) ? before : now;
