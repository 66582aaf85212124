import { createDigest } from '../base/digest.ts';
import type { Asset } from '../ports/asset.ts';
import type { Today } from './day.ts';
import { type DerivedView, isOnTimeline, itself, nowhere } from './view.ts';

const dayMs = 86_400_000;

/** From 0 up to and without 1: as good as random, and the same all day. */
function chance(asset: Asset, { date }: Today): number {
  const digest = createDigest();
  digest.add(date);
  digest.add(asset.id);
  return digest.words().high / 2 ** 32;
}

/**
 * Below a half for what was there in the morning. What is added today must not push that out, nor what was added earlier today: it
 * fills the places that are left, in the order in which it came.
 */
function rank(asset: Asset, today: Today): number | undefined {
  if (!isOnTimeline(asset)) return undefined;
  const sinceMs = asset.uploadedAt - today.beganAt;
  if (sinceMs < 0) return chance(asset, today) / 2;
  // A day may have 25 hours; what comes from a clock that is ahead comes last.
  return 0.5 + (Math.min(sinceMs, 2 * dayMs) + chance(asset, today)) / (5 * dayMs);
}

/** So many of all, others every day. */
export const random = (count: number): DerivedView => ({
  title: 'Random',
  kind: 'derived:random',
  changesDaily: true,
  limit: { count, rank },
  groupsOf: (asset, today) => (rank(asset, today) === undefined ? nowhere : itself),
});
