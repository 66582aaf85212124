import { type AssetGroup, LibraryError, type RequestOptions } from '@immich-webdav/core';
import type { Account } from '../account/account.ts';
import type { ImmichAlbum } from '../contract/immich.ts';
import type { JsonApi } from '../http/json-api.ts';
import { firstDate } from '../mapping/dates.ts';
import { nameOr } from '../mapping/names.ts';
import { recordsIn } from '../mapping/records.ts';
import type { VersionLine } from '../versions/version-line.ts';

/**
 * Maps an album to a group. `updatedAt` does not change when members are trashed, restored or edited, so the revision also has the
 * number of members and the time of their last change. `owner` is the name of the user who shares the album.
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

/** The name of the user who shares an album; undefined for an own album. */
export type AlbumOwner = (album: ImmichAlbum) => string | undefined;

export interface OwnershipParts {
  readonly api: JsonApi;
  readonly account: Account;
  readonly line: VersionLine;
  readonly albums: readonly ImmichAlbum[];
}

/** Reads the owners of albums. Sends no request if none is shared, and after the first call only if the key lacks `user.read`. */
export async function readOwnership(parts: OwnershipParts, options: RequestOptions): Promise<AlbumOwner> {
  const { line, albums } = parts;
  if (!albums.some(({ shared }) => shared === true)) return () => undefined;
  const isOwn = await ownAlbums(parts, options);
  return (album) => {
    if (isOwn(album)) return undefined;
    const owner = line.ownerOf(album);
    return nameOr(owner?.name, 'User', owner?.id ?? album.id);
  };
}

/** Compares owner ids with the user's id; without the permission `user.read`, uses the list of the user's own albums. */
async function ownAlbums(
  { api, account, line }: OwnershipParts,
  options: RequestOptions,
): Promise<(album: ImmichAlbum) => boolean> {
  try {
    const userId = await account.userId(options);
    return (album) => (line.ownerOf(album)?.id ?? userId) === userId;
  } catch (error) {
    if (!LibraryError.is(error) || error.code !== 'forbidden') throw error;
  }
  const { ownAlbumsQuery: query } = line;
  const own = await api.ask((client, init) => client.GET('/albums', { params: { query }, ...init }), options);
  const ids = new Set(recordsIn(own, 'the list of own albums').map(({ id }) => id));
  return ({ id }) => ids.has(id);
}
