import type { Clock } from '../ports/clock.ts';

type Turns = Pick<Clock, 'sleep'>;

/** How many items are worked on before other work may run: some 5 ms. */
const slice = 1000;

/** Works on every item, letting other work run in between. */
export async function eachInSlices<T>(
  items: readonly T[],
  work: (item: T) => void,
  turns: Turns,
  atOnce: number = slice,
): Promise<void> {
  for (let first = 0; first < items.length; first += atOnce) {
    if (first > 0) await turns.sleep(0);
    for (const item of items.slice(first, first + atOnce)) work(item);
  }
}

type Compare<T> = (a: T, b: T) => number;

async function merge<T>(left: readonly T[], right: readonly T[], compare: Compare<T>, turns: Turns): Promise<T[]> {
  const merged: T[] = [];
  let [fromLeft, fromRight] = [0, 0];
  while (fromLeft < left.length && fromRight < right.length) {
    const [a, b] = [left[fromLeft] as T, right[fromRight] as T];
    if (compare(a, b) <= 0) fromLeft = merged.push(a) - fromRight;
    else fromRight = merged.push(b) - fromLeft;
    if (merged.length % (10 * slice) === 0) await turns.sleep(0);
  }
  return merged.concat(left.slice(fromLeft), right.slice(fromRight));
}

/** Sorts as `toSorted` does, letting other work run in between. */
export async function sortInSlices<T>(items: readonly T[], compare: Compare<T>, turns: Turns): Promise<readonly T[]> {
  if (items.length <= slice) return items.toSorted(compare);
  const middle = items.length >> 1;
  const left = await sortInSlices(items.slice(0, middle), compare, turns);
  const right = await sortInSlices(items.slice(middle), compare, turns);
  await turns.sleep(0);
  return merge(left, right, compare, turns);
}
