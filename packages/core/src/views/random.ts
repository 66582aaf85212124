import { createDigest } from '../listing/digest.ts';
import type { Asset } from '../ports/asset.ts';
import type { Today } from './day.ts';
import { type DerivedView, isOnTimeline, itself, nowhere } from './view.ts';

/** From 0 up to and without 1: as good as random, and the same all day. */
function rank(asset: Asset, { date, beganAt }: Today): number | undefined {
  // What is added today would push out what was there in the morning.
  if (!isOnTimeline(asset) || asset.uploadedAt >= beganAt) return undefined;
  const digest = createDigest();
  digest.add(date);
  digest.add(asset.id);
  return digest.words().high / 2 ** 32;
}

/** So many of all, others every day. */
export const random = (count: number): DerivedView => ({
  title: 'Random',
  kind: 'derived:random',
  changesDaily: true,
  limit: { count, rank },
  foldersOf: (asset, today) => (rank(asset, today) === undefined ? nowhere : itself),
});
