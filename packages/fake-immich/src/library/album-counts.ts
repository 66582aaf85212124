import type { Album } from './records.ts';

/** In how many albums each asset is. Counted on first use, and for an asset again once it is forgotten. */
export interface AlbumCounts {
  of(index: number): number;
  forget(index: number): void;
}

/** Counts over albums; `size` tells how many assets there are. */
export function createAlbumCounts(albums: ReadonlyMap<string, Album>, size: () => number): AlbumCounts {
  let counts: Uint16Array | undefined;
  const countOne = (index: number): number => {
    let sum = 0;
    for (const { members } of albums.values()) if (members.has(index)) sum++;
    return sum;
  };
  const countAll = (): Uint16Array => {
    const all = new Uint16Array(size());
    for (const { members } of albums.values()) for (const index of members) all[index] = (all[index] ?? 0) + 1;
    return all;
  };
  return {
    of: (index) => {
      counts ??= countAll();
      return counts[index] ?? countOne(index);
    },
    forget: (index) => {
      if (counts && index < counts.length) counts[index] = countOne(index);
    },
  };
}
