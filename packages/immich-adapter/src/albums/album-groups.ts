import { type AssetGroup, LibraryError, type RequestOptions } from '@immich-webdav/core';
import type { Account } from '../account/account.ts';
import type { ImmichAlbum } from '../contract/immich.ts';
import type { JsonApi } from '../http/json-api.ts';
import { firstDate } from '../mapping/dates.ts';
import { nameOr } from '../mapping/names.ts';
import { recordsIn } from '../mapping/records.ts';
import type { VersionLine } from '../versions/version-line.ts';

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

/** The name of whoever shares an album with the user; undefined for the user's own albums. */
export type AlbumOwner = (album: ImmichAlbum) => string | undefined;

export interface OwnershipParts {
  readonly api: JsonApi;
  readonly account: Account;
  readonly line: VersionLine;
  readonly albums: readonly ImmichAlbum[];
}

/** Reads whose albums these are. Costs no request where none is shared, and later on only where the key lacks `user.read`. */
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

/** By who the user is, or without the permission to know that, by the list of the user's own albums. */
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
