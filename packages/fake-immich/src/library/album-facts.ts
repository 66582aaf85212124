import type { Album, Asset } from './records.ts';
import type { LibraryState } from './state.ts';

/** What Immich derives from an album's members. Times are absent when it shows none. */
export interface AlbumFacts {
  readonly assetCount: number;
  readonly start: number | undefined;
  readonly end: number | undefined;
  readonly lastModified: number | undefined;
  /** Members by owner, most first. */
  readonly contributors: readonly { readonly userId: string; readonly assetCount: number }[];
}

/** Whether an album shows this member: timeline or archive, not trashed. */
export const isShownInAlbum = (asset: Asset): boolean =>
  asset.trashedAt === null && (asset.visibility === 'timeline' || asset.visibility === 'archive');

/** The facts of an album, computed once for each change of it or of a member. */
export function factsOf(state: LibraryState, album: Album): AlbumFacts {
  const known = state.facts.get(album.id);
  if (known) return known;
  const facts = shortcut(state, album) ?? collect(shownMembers(state, album));
  state.facts.set(album.id, facts);
  return facts;
}

/** The members that the album shows, in no particular order; for reading, not to be spread. */
export function* shownMembers(state: LibraryState, album: Album): Generator<Asset> {
  for (const index of album.members) {
    const asset = state.assets.peek(index);
    if (asset && isShownInAlbum(asset)) yield asset;
  }
}

// An untouched run of generated assets is sorted, so its ends say everything: 2,000 albums of 500 cost nothing.
function shortcut(state: LibraryState, album: Album): AlbumFacts | undefined {
  const range = album.members.range;
  if (!range || range.to <= range.from || !state.assets.isUniform(range)) return undefined;
  const first = state.assets.at(range.from);
  const last = state.assets.at(range.to - 1);
  if (!first || !last) return undefined;
  const assetCount = range.to - range.from;
  return {
    assetCount,
    start: first.localDateTime,
    end: last.localDateTime,
    lastModified: last.updatedAt,
    contributors: [{ userId: first.ownerId, assetCount }],
  };
}

function collect(assets: Iterable<Asset>): AlbumFacts {
  let assetCount = 0;
  let start = Number.POSITIVE_INFINITY;
  let end = Number.NEGATIVE_INFINITY;
  let lastModified = Number.NEGATIVE_INFINITY;
  const byOwner = new Map<string, number>();
  for (const asset of assets) {
    assetCount++;
    start = Math.min(start, asset.localDateTime);
    end = Math.max(end, asset.localDateTime);
    lastModified = Math.max(lastModified, asset.updatedAt);
    byOwner.set(asset.ownerId, (byOwner.get(asset.ownerId) ?? 0) + 1);
  }
  const contributors = [...byOwner]
    .map(([userId, count]) => ({ userId, assetCount: count }))
    .sort((a, b) => b.assetCount - a.assetCount);
  const shown = <T>(value: T): T | undefined => (assetCount > 0 ? value : undefined);
  return { assetCount, start: shown(start), end: shown(end), lastModified: shown(lastModified), contributors };
}
