import { median } from './median.ts';

/** How often everything is measured; the median counts. */
export const rounds = 5;

/** Measures each of several things in turn, `rounds` times over unless told otherwise, so that a busy moment hits all; gives the medians. */
export async function alternate(
  measures: readonly (() => Promise<number>)[],
  times = rounds,
): Promise<readonly number[]> {
  const values = measures.map((): number[] => []);
  for (let round = 0; round < times; round++)
    for (const [index, measure] of measures.entries()) values[index]?.push(await measure());
  return values.map(median);
}
