import type { AssetGroup } from '@immich-webdav/core';
import type { ImmichAlbum } from '../contract/immich.ts';
import { firstDate } from './dates.ts';
import { nameOr } from './names.ts';

/**
 * A group of the core from an album. `updatedAt` alone misses what happens to members (trash, restore, edit), so the
 * revision also has their number and the time of their last change. `owner` is the name of whoever shares it.
 */
export function toGroup(album: ImmichAlbum, owner: string | undefined): AssetGroup {
  const { id, albumName, createdAt, updatedAt, lastModifiedAssetTimestamp, assetCount } = album;
  return {
    kind: 'album',
    id,
    name: nameOr(albumName, 'Album', id),
    ...(owner !== undefined && { owner }),
    revision: [updatedAt, assetCount, lastModifiedAssetTimestamp].join(' '),
    ...(Number.isSafeInteger(assetCount) && assetCount >= 0 && { assetCount }),
    createdAt: firstDate(createdAt, updatedAt),
    modifiedAt: Math.max(firstDate(updatedAt, createdAt), firstDate(lastModifiedAssetTimestamp)),
  };
}
