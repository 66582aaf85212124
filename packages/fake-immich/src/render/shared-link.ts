import { shownMembers } from '../library/album-facts.ts';
import { isVideo, mediaTypeOf } from '../library/media-types.ts';
import type { Album, Asset, SharedLink } from '../library/records.ts';
import { assetsOfLink } from '../library/shared-links.ts';
import type { LibraryState } from '../library/state.ts';
import type { Generation } from '../version.ts';
import { renderAsset } from './asset.ts';
import { databaseDate, durationText, isoDate } from './dates.ts';
import { renderUser } from './user.ts';

/** A shared link as Immich shows it to those who have its key: with the password. */
export function renderSharedLink(
  state: LibraryState,
  link: SharedLink,
  generation: Generation,
): Record<string, unknown> {
  const album = link.albumId === null ? undefined : state.albums.get(link.albumId);
  const assets = assetsOfLink(state, link);
  return {
    id: link.id,
    description: link.description,
    password: link.password,
    userId: link.userId,
    key: link.key,
    type: album ? 'ALBUM' : 'INDIVIDUAL',
    createdAt: isoDate(link.createdAt),
    expiresAt: link.expiresAt === null ? null : isoDate(link.expiresAt),
    assets: link.showMetadata
      ? assets.map((asset) => renderAsset(asset, { generation, withExif: true, nested: true }))
      : assets.map((asset) => renderSanitized(asset, generation)),
    ...(album && { album: renderAlbumOfLink(state, album, generation) }),
    allowUpload: link.allowUpload,
    allowDownload: link.allowDownload,
    showMetadata: link.showMetadata,
    slug: link.slug,
  };
}

/** An album inside its link: without people, members and the time of their last change. */
function renderAlbumOfLink(state: LibraryState, album: Album, generation: Generation): Record<string, unknown> {
  const owner = state.users.get(album.ownerId);
  const times = [...shownMembers(state, album)].map(({ localDateTime }) => localDateTime).sort((a, b) => a - b);
  const [first] = times;
  return {
    albumName: album.name,
    description: album.description,
    albumThumbnailAssetId: album.thumbnailAssetId,
    createdAt: databaseDate(album.createdAt),
    updatedAt: databaseDate(album.updatedAt),
    id: album.id,
    ...(generation === 'v2' && owner && { ownerId: owner.id, owner: renderUser(owner) }),
    albumUsers: [],
    shared: true,
    hasSharedLink: true,
    ...(first !== undefined && { startDate: databaseDate(first), endDate: databaseDate(times.at(-1) ?? first) }),
    ...(generation === 'v2' && { assets: [] }),
    assetCount: times.length,
    isActivityEnabled: true,
    order: album.order,
  };
}

/** An asset of a link without metadata: no name, no place, and no date but the local one. */
export function renderSanitized(asset: Asset, generation: Generation): Record<string, unknown> {
  return {
    id: asset.id,
    type: isVideo(asset.originalFileName) ? 'VIDEO' : 'IMAGE',
    originalMimeType: mediaTypeOf(asset.originalFileName),
    thumbhash: asset.thumbhash,
    localDateTime: isoDate(asset.localDateTime),
    duration: generation === 'v2' ? durationText(asset.duration) : asset.duration,
    livePhotoVideoId: asset.livePhotoVideoId,
    hasMetadata: false,
    width: asset.width,
    height: asset.height,
  };
}
