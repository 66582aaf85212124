import { createDigest } from '../base/digest.ts';
import type { Asset } from '../ports/asset.ts';
import { dayTaken, type Today } from './day.ts';
import { type DerivedView, isOnTimeline, itself, nowhere } from './view.ts';

const dayMs = 86_400_000;

/** Assets that were added today or on the given number of days before. */
export const recent = (days: number): DerivedView => ({
  title: 'Recent',
  kind: 'derived:recent',
  changesDaily: true,
  groupsOf: (asset, { beganAt }) =>
    isOnTimeline(asset) && asset.uploadedAt >= beganAt - days * dayMs ? itself : nowhere,
});

const ago = (years: number): string => (years === 1 ? '1 year ago' : `${years} years ago`);

/** Assets that were taken on this day of the year in earlier years. */
export const memories: DerivedView = {
  title: 'Memories',
  kind: 'derived:memory',
  changesDaily: true,
  groupsOf(asset, today) {
    if (!isOnTimeline(asset)) return nowhere;
    const { year, date } = dayTaken(asset);
    const years = Number(today.year) - Number(year);
    return years > 0 && date.slice(-5) === today.date.slice(-5) ? [['On this day', ago(years)]] : nowhere;
  },
};

/** A number from 0 up to 1, as good as random, the same for an asset all day. */
function chance(asset: Asset, { date }: Today): number {
  const digest = createDigest();
  digest.add(date);
  digest.add(asset.id);
  return digest.words().high / 2 ** 32;
}

/**
 * Rank below a half for assets that were in the library this morning. Assets added today rank behind them in order of upload, so that
 * an upload fills free places and replaces no asset that is shown.
 */
function rank(asset: Asset, today: Today): number | undefined {
  if (!isOnTimeline(asset)) return undefined;
  const sinceMs = asset.uploadedAt - today.beganAt;
  if (sinceMs < 0) return chance(asset, today) / 2;
  // A day may have 25 hours; uploads by a clock that is ahead rank last.
  return 0.5 + (Math.min(sinceMs, 2 * dayMs) + chance(asset, today)) / (5 * dayMs);
}

/** The given number of random assets, different ones every day. */
export const random = (count: number): DerivedView => ({
  title: 'Random',
  kind: 'derived:random',
  changesDaily: true,
  limit: { count, rank },
  groupsOf: (asset, today) => (rank(asset, today) === undefined ? nowhere : itself),
});
