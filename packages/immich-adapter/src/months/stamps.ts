import type { AssetGroup } from '@immich-webdav/core';
import type { ImmichAsset } from '../contract/immich.ts';
import { firstDate } from '../mapping/dates.ts';
import { type Month, monthOf, spanOf } from './month.ts';

/** The time of the last observed change of each month, by Immich's clock. */
export interface Stamps {
  /** The newest of all when they were made. */
  readonly start: number;
  of(month: Month): number;
  /** Whether a change is not newer than the stamp of its month. */
  covers(record: ImmichAsset): boolean;
  /** Gives the month of a changed asset a new stamp. */
  mark(record: ImmichAsset): void;
  /** Gives all months a new stamp. */
  markAll(time: number): void;
}

const REVISION = /^\d+ (\d+)$/;

export const revisionOf = (count: number, stamp: number): string => `${count} ${stamp}`;

/** Stamps in the revisions of an earlier run; undefined if there are none. */
export function restoreStamps(cached: readonly AssetGroup[]): Stamps | undefined {
  const stamps = new Map<Month, number>();
  for (const { id, revision } of cached) {
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
    covers: (record) => firstDate(record.updatedAt) <= of(monthOf(record)),
    mark(record) {
      const month = monthOf(record);
      // A change that Immich lists late is older than the stamp, and needs a new one, too.
      stamps.set(month, Math.max(firstDate(record.updatedAt), of(month) + 1));
    },
    markAll(time) {
      stamps.clear();
      others = Math.max(time, others + 1);
    },
  };
}

/** The months that are not empty, as groups. */
export const toGroups = (counts: ReadonlyMap<Month, number>, stamps: Stamps): readonly AssetGroup[] =>
  [...counts].filter(([, count]) => count > 0).map(([month, count]) => toGroup(month, count, stamps.of(month)));

function toGroup(month: Month, assetCount: number, stamp: number): AssetGroup {
  const { first, last } = spanOf(month);
  // A wrong camera clock must not give a time in the future.
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
