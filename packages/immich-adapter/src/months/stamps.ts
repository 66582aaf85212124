import type { AssetGroup } from '@immich-webdav/core';
import type { ImmichAsset } from '../contract/immich.ts';
import { firstDate } from '../mapping/dates.ts';
import { type Month, monthOf, spanOf } from './month.ts';

/** When something in a month was last seen to change, by Immich's clock. */
export interface Stamps {
  /** The newest of all when they were made. */
  readonly start: number;
  of(month: Month): number;
  /** Whether a change is older than what is known of its month. */
  covers(item: ImmichAsset): boolean;
  /** Takes a change over: the month has another stamp than before. */
  mark(item: ImmichAsset): void;
  /** Gives all months a new stamp. */
  markAll(time: number): void;
}

const REVISION = /^\d+ (\d+)$/;

export const revisionOf = (count: number, stamp: number): string => `${count} ${stamp}`;

/** Stamps from the revisions of an earlier run; undefined when there were none. */
export function restoreStamps(known: readonly AssetGroup[]): Stamps | undefined {
  const stamps = new Map<Month, number>();
  for (const { id, revision } of known) {
    const stamp = Number(REVISION.exec(revision)?.[1]);
    if (Number.isSafeInteger(stamp)) stamps.set(id, stamp);
  }
  return stamps.size === 0 ? undefined : createStamps(Math.max(...stamps.values()), stamps);
}

/** Months without a stamp have that of the start. */
export function createStamps(start: number, stamps: Map<Month, number> = new Map()): Stamps {
  let others = start;
  const of = (month: Month): number => stamps.get(month) ?? others;
  return {
    start,
    of,
    covers: (item) => firstDate(item.updatedAt) <= of(monthOf(item)),
    mark(item) {
      const month = monthOf(item);
      // A change that shows late is older than its month's stamp, and has to give a new one all the same.
      stamps.set(month, Math.max(firstDate(item.updatedAt), of(month) + 1));
    },
    markAll(time) {
      stamps.clear();
      others = Math.max(time, others + 1);
    },
  };
}

/** The months that hold anything. */
export const toGroups = (counts: ReadonlyMap<Month, number>, stamps: Stamps): readonly AssetGroup[] =>
  [...counts].filter(([, count]) => count > 0).map(([month, count]) => toGroup(month, count, stamps.of(month)));

function toGroup(month: Month, assetCount: number, stamp: number): AssetGroup {
  const { first, last } = spanOf(month);
  // A camera may think it is 2099; nothing on disk is from the future.
  const modifiedAt = Math.min(last, stamp);
  return {
    kind: 'month',
    id: month,
    name: month,
    revision: revisionOf(assetCount, stamp),
    assetCount,
    createdAt: Math.min(first, modifiedAt),
    modifiedAt,
  };
}
