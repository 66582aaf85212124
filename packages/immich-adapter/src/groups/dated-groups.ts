import { isDeepStrictEqual } from 'node:util';
import type { AssetGroup } from '@immich-webdav/core';

/** A group whose times are not told. */
export type Undated = Omit<AssetGroup, 'createdAt' | 'modifiedAt'> &
  Partial<Pick<AssetGroup, 'createdAt' | 'modifiedAt'>>;

/** Gives groups the times at which they were first seen and seen to change. */
export interface GroupMemory {
  /** What was told last; before that, what was known from elsewhere. */
  before(id: string): AssetGroup | undefined;
  /** The very same array when nothing changed. */
  dated(groups: readonly Undated[]): readonly AssetGroup[];
}

export function createGroupMemory(known: readonly AssetGroup[], now: () => number): GroupMemory {
  let last: readonly AssetGroup[] | undefined;
  let byId = new Map(known.map((group) => [group.id, group]));

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

/** The earlier list if the later one says the same, so that whoever asks sees at a glance that nothing changed. */
export const keepSame = <T>(before: readonly T[] | undefined, now: readonly T[]): readonly T[] =>
  before && isDeepStrictEqual(before, now) ? before : now;
