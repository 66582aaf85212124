import type { GeneratedDescription } from './description.ts';
import type { IndexRange } from './members.ts';

/** Which assets each album of a generated library has: one run after the other, oldest first, until all are given away. */
export function generatedRuns({ albums, assets, albumSizes = [] }: GeneratedDescription): readonly IndexRange[] {
  const given = albumSizes.reduce((sum, size) => sum + size, 0);
  const others = albums - albumSizes.length;
  if (others < 0 || given > assets) throw new TypeError('The albums of a generated library have more than there is.');
  const starts = albumSizes.map((_, position) => albumSizes.slice(0, position).reduce((sum, size) => sum + size, 0));
  const startOf = (position: number): number =>
    starts[position] ?? given + Math.floor(((position - albumSizes.length) * (assets - given)) / Math.max(1, others));
  return Array.from({ length: albums }, (_, position) => ({ from: startOf(position), to: startOf(position + 1) }));
}
