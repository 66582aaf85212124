import type { Clock } from '../ports/clock.ts';

type Yielding = Pick<Clock, 'sleep'>;

/** Values between two yields: about 5 ms of work. */
const slice = 1000;

/** Runs work on every value and yields to other work between slices. */
export async function eachInSlices<T>(
  values: readonly T[],
  work: (value: T) => void,
  clock: Yielding,
  sliceSize: number = slice,
): Promise<void> {
  for (let first = 0; first < values.length; first += sliceSize) {
    if (first > 0) await clock.sleep(0);
    for (const value of values.slice(first, first + sliceSize)) work(value);
  }
}

type Compare<T> = (a: T, b: T) => number;

async function merge<T>(left: readonly T[], right: readonly T[], compare: Compare<T>, clock: Yielding): Promise<T[]> {
  const merged: T[] = [];
  let [fromLeft, fromRight] = [0, 0];
  while (fromLeft < left.length && fromRight < right.length) {
    const [a, b] = [left[fromLeft] as T, right[fromRight] as T];
    if (compare(a, b) <= 0) fromLeft = merged.push(a) - fromRight;
    else fromRight = merged.push(b) - fromLeft;
    if (merged.length % (10 * slice) === 0) await clock.sleep(0);
  }
  return merged.concat(left.slice(fromLeft), right.slice(fromRight));
}

/** Sorts as `toSorted` does and yields to other work between slices. */
export async function sortInSlices<T>(
  values: readonly T[],
  compare: Compare<T>,
  clock: Yielding,
): Promise<readonly T[]> {
  if (values.length <= slice) return values.toSorted(compare);
  const middle = values.length >> 1;
  const left = await sortInSlices(values.slice(0, middle), compare, clock);
  const right = await sortInSlices(values.slice(middle), compare, clock);
  await clock.sleep(0);
  return merge(left, right, compare, clock);
}
