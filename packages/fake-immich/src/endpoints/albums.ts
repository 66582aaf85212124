import { noAccess } from '../http/http-error.ts';
import { json } from '../http/reply.ts';
import type { Caller, EndpointRequest, Route } from '../http/route.ts';
import { boolean, type Check, fromUrl, text, uuid, validate } from '../http/validation.ts';
import { albumsOf, albumsShowing, maySee } from '../library/access.ts';
import { shownMembers } from '../library/album-facts.ts';
import type { Album, Asset } from '../library/records.ts';
import type { LibraryState } from '../library/state.ts';
import { repairThumbnail } from '../library/thumbnail-repair.ts';
import { renderAlbum } from '../render/album.ts';
import { renderAsset } from '../render/asset.ts';
import type { Generation } from '../version.ts';

/** Albums. */
export const albumRoutes: readonly Route[] = [
  {
    method: 'GET',
    path: '/api/albums',
    access: 'permission',
    permission: 'album.read',
    handle: (request, caller) => {
      const { library, generation } = request;
      const listed = LISTS[generation](request, caller.user.id);
      return json(listed.map((album) => renderAlbum(library, repairThumbnail(library, album), { generation })));
    },
  },
  {
    method: 'GET',
    path: '/api/albums/statistics',
    access: 'permission',
    permission: 'album.statistics',
    handle: ({ library }, { user }) => json(statistics(albumsOf(library, user.id), user.id)),
  },
  {
    method: 'GET',
    path: '/api/albums/:id',
    sharedLink: ['v2', 'v3'],
    access: 'permission',
    permission: 'album.read',
    handle: (request, caller) => {
      const { library, generation, query } = request;
      const album = repairThumbnail(library, readableAlbum(request, caller));
      const withAssets = generation === 'v2' && query.withoutAssets !== 'true';
      const assets = withAssets ? members(library, album) : [];
      return json(
        renderAlbum(library, album, {
          generation,
          isSingle: true,
          assets: assets.map((asset) => renderAsset(asset, { generation, withExif: true, nested: true })),
        }),
      );
    },
  },
];

/** Which albums a list shows, and by which parameters, in each generation. */
const LISTS: Readonly<Record<Generation, (request: EndpointRequest, userId: string) => readonly Album[]>> = {
  v2: listV2,
  v3: listV3,
};

const V2_CHECKS: Readonly<Record<string, Check>> = { shared: fromUrl(boolean), assetId: uuid };

/** 2.x: the user's own albums, or with `shared` those that are shared (by or with them), or own ones that are not. */
function listV2({ library, query }: EndpointRequest, userId: string): readonly Album[] {
  validate(query, V2_CHECKS, 'v2');
  if (query.assetId !== undefined) return newestFirst(albumsShowing(library, userId, query.assetId));
  const albums = albumsOf(library, userId);
  if (query.shared === 'true') return albums.filter(isShared);
  const own = albums.filter((album) => album.ownerId === userId);
  return query.shared === 'false' ? own.filter((album) => !isShared(album)) : own;
}

const V3_CHECKS: Readonly<Record<string, Check>> = {
  assetId: uuid,
  id: uuid,
  name: text,
  isOwned: fromUrl(boolean),
  isShared: fromUrl(boolean),
};

/** 3.x: own albums and those shared with the user, narrowed by every filter that is given. */
function listV3({ library, query }: EndpointRequest, userId: string): readonly Album[] {
  validate(query, V3_CHECKS, 'v3');
  const { assetId, id, name, isOwned, isShared: shared } = query;
  const albums =
    assetId === undefined ? albumsOf(library, userId) : newestFirst(albumsShowing(library, userId, assetId));
  const passes = (wanted: string | undefined, actual: unknown): boolean =>
    wanted === undefined || wanted === String(actual);
  return albums.filter(
    (album) =>
      passes(id, album.id) &&
      passes(name, album.name) &&
      passes(isOwned, album.ownerId === userId) &&
      passes(shared, isShared(album)),
  );
}

const isShared = (album: Album): boolean => album.shares.length > 0;

const newestFirst = (albums: readonly Album[]): readonly Album[] =>
  albums.toSorted((a, b) => b.createdAt - a.createdAt);

function statistics(albums: readonly Album[], userId: string): Readonly<Record<string, number>> {
  const own = albums.filter((album) => album.ownerId === userId);
  return {
    owned: own.length,
    shared: albums.filter(isShared).length,
    notShared: own.filter((album) => !isShared(album)).length,
  };
}

function readableAlbum({ library, params, generation }: EndpointRequest, caller: Caller): Album {
  validate(params, { id: uuid }, generation);
  const album = library.albums.get(params.id ?? '');
  if (!album || !maySee(caller, album)) throw noAccess('album.read');
  return album;
}

const members = (library: LibraryState, album: Album): readonly Asset[] =>
  [...shownMembers(library, album)].sort((a, b) => b.fileCreatedAt - a.fileCreatedAt);
