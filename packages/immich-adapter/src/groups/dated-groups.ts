import { isDeepStrictEqual } from 'node:util';
import type { AssetGroup } from '@immich-webdav/core';

/** A group that may lack its times. */
export type Undated = Omit<AssetGroup, 'createdAt' | 'modifiedAt'> &
  Partial<Pick<AssetGroup, 'createdAt' | 'modifiedAt'>>;

/** Dates groups: created when first listed, modified when a new revision was listed. */
export interface GroupDates {
  /** The group as listed last, or as cached from an earlier run. */
  before(id: string): AssetGroup | undefined;
  /** The same array if nothing changed. */
  dated(groups: readonly Undated[]): readonly AssetGroup[];
}

export function createGroupDates(cached: readonly AssetGroup[], now: () => number): GroupDates {
  let last: readonly AssetGroup[] | undefined;
  let byId = new Map(cached.map((group) => [group.id, group]));

  function date(group: Undated): AssetGroup {
    const before = byId.get(group.id);
    const isSame = before?.revision === group.revision;
    return {
      ...group,
      createdAt: before?.createdAt ?? group.createdAt ?? now(),
      modifiedAt: before ? (isSame ? before.modifiedAt : now()) : (group.modifiedAt ?? now()),
    };
  }

  return {
    before: (id) => byId.get(id),
    dated(groups) {
      last = keepSame(last, groups.map(date));
      byId = new Map(last.map((group) => [group.id, group]));
      return last;
    },
  };
}

/** Returns the earlier list if the later one is equal, so that callers can compare by identity. */
export const keepSame = <T>(before: readonly T[] | undefined, now: readonly T[]): readonly T[] =>
  before && isDeepStrictEqual(before, now) ? before : now;
