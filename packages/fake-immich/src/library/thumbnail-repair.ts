import { shownMembers } from './album-facts.ts';
import type { Album, Asset } from './records.ts';
import { type LibraryState, storeAlbum } from './state.ts';

/**
 * Gives an album a thumbnail again if its own is gone, trashed or no member: the newest member, or none. Immich does this
 * when albums are READ, and bumps `updatedAt` by it.
 */
export function repairThumbnail(state: LibraryState, album: Album): Album {
  if (isIntact(state, album)) return album;
  const thumbnailAssetId = newest(shownMembers(state, album))?.id ?? null;
  if (thumbnailAssetId === album.thumbnailAssetId) return album;
  return storeAlbum(state, { ...album, thumbnailAssetId, updatedAt: state.clock.stamp() });
}

function isIntact(state: LibraryState, album: Album): boolean {
  const { thumbnailAssetId, members } = album;
  const index = thumbnailAssetId === null ? undefined : state.assets.indexOf(thumbnailAssetId);
  return index !== undefined && members.has(index) && state.assets.at(index)?.trashedAt === null;
}

function newest(assets: Iterable<Asset>): Asset | undefined {
  let found: Asset | undefined;
  for (const asset of assets) if (!found || asset.fileCreatedAt > found.fileCreatedAt) found = asset;
  return found;
}
