import { median } from './median.ts';

/** How often everything is measured; the median counts. */
export const rounds = 5;

/** Measures each of several things in turn, `rounds` times over, so that a busy moment hits all; gives the medians. */
export async function alternate(measures: readonly (() => Promise<number>)[]): Promise<readonly number[]> {
  const values = measures.map((): number[] => []);
  for (let round = 0; round < rounds; round++)
    for (const [index, measure] of measures.entries()) values[index]?.push(await measure());
  return values.map(median);
}
