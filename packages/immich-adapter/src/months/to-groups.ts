import type { AssetGroup } from '@immich-webdav/core';
import { type Month, spanOf } from './month.ts';
import { revisionOf, type Stamps } from './stamps.ts';

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
