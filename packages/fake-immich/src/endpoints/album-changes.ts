import { randomUUID } from 'node:crypto';
import { HttpError, noAccess } from '../http/http-error.ts';
import { created, json, noContent } from '../http/reply.ts';
import type { Caller, EndpointRequest, Route } from '../http/route.ts';
import { listOf, objectOf, oneOf, required, text, uuid } from '../http/validation.ts';
import { mayShare, roleIn } from '../library/access.ts';
import type { AlbumEdits } from '../library/library.ts';
import type { Album, AlbumRole, User } from '../library/records.ts';
import { renderAlbum } from '../render/album.ts';
import { renderAsset } from '../render/asset.ts';
import { checkPath, readBody } from './read-body.ts';

const role = oneOf('editor', 'viewer');
const albumUsers = listOf(objectOf({ userId: required(uuid), role }));

/** Making, changing, deleting and sharing albums. */
export const albumChangeRoutes: readonly Route[] = [
  {
    method: 'POST',
    path: '/api/albums',
    access: 'permission',
    permission: 'album.create',
    handle: (request, caller) => {
      const { library, changes, generation } = request;
      const checks = { albumName: required(text), description: text, assetIds: listOf(uuid), albumUsers };
      const given = readBody<Partial<NewAlbum>>(request, checks);
      const assets = [...new Set(given.assetIds)].flatMap((id) => library.assets.find(id) ?? []);
      const members = assets
        .filter((asset) => mayShare(caller, asset))
        .toSorted((a, b) => b.fileCreatedAt - a.fileCreatedAt);
      const album = changes.addAlbum({
        id: randomUUID(),
        name: given.albumName ?? '',
        description: given.description ?? '',
        owner: caller.user.name,
        assetIds: members.map(({ id }) => id),
        sharedWith: (given.albumUsers ?? []).map((share) => ({
          user: invited(request, share.userId, caller.user).name,
          role: share.role ?? 'editor',
        })),
      });
      const rendered = members.map((asset) => renderAsset(asset, { generation, withExif: true, nested: true }));
      return created(renderAlbum(library, album, { generation, isChange: true, assets: rendered }));
    },
  },
  {
    method: 'PATCH',
    path: '/api/albums/:id',
    access: 'permission',
    permission: 'album.update',
    handle: (request, caller) => {
      const order = oneOf('asc', 'desc');
      const checks = { albumName: text, description: text, albumThumbnailAssetId: uuid, order };
      const given = readBody<Readonly<Record<string, string>>>(request, checks);
      const album = albumFor(request, caller, 'album.update', ['owner', 'editor']);
      request.changes.updateAlbum(album.id, editsOf(given, album, request));
      return changed(request, album.id);
    },
  },
  {
    method: 'DELETE',
    path: '/api/albums/:id',
    access: 'permission',
    permission: 'album.delete',
    handle: (request, caller) => {
      checkPath(request);
      request.changes.deleteAlbum(albumFor(request, caller, 'album.delete', ['owner']).id);
      return noContent;
    },
  },
  {
    method: 'PUT',
    path: '/api/albums/:id/users',
    access: 'permission',
    permission: 'albumUser.create',
    handle: (request, caller) => {
      const given = readBody<{ albumUsers: readonly Share[] }>(request, { albumUsers: required(albumUsers) });
      const album = albumFor(request, caller, 'album.share', ['owner']);
      for (const share of given.albumUsers) {
        const user = invited(request, share.userId, caller.user);
        if (roleIn(album, user.id)) throw new HttpError(400, 'User already added');
        request.changes.shareAlbum(album.id, user.name, share.role ?? 'editor');
      }
      return changed(request, album.id);
    },
  },
  {
    method: 'PUT',
    path: '/api/albums/:id/user/:userId',
    access: 'permission',
    permission: 'albumUser.update',
    handle: (request, caller) => {
      const given = readBody<{ role: AlbumRole }>(request, { role: required(role) });
      const album = albumFor(request, caller, 'album.share', ['owner']);
      request.changes.shareAlbum(album.id, memberOf(request, album, caller).name, given.role);
      return noContent;
    },
  },
  {
    method: 'DELETE',
    path: '/api/albums/:id/user/:userId',
    access: 'permission',
    permission: 'albumUser.delete',
    handle: (request, caller) => {
      checkPath(request);
      const isSelf = ['me', caller.user.id].includes(request.params.userId ?? '');
      const album = albumFor(request, caller, 'album.share', isSelf ? ['owner', 'editor', 'viewer'] : ['owner']);
      request.changes.unshareAlbum(album.id, memberOf(request, album, caller).name);
      return noContent;
    },
  },
];

interface Share {
  readonly userId: string;
  readonly role?: AlbumRole;
}

interface NewAlbum {
  readonly albumName: string;
  readonly description: string;
  readonly assetIds: readonly string[];
  readonly albumUsers: readonly Share[];
}

/** The album of the (checked) path, if the caller has one of these roles in it. Throws a 400 that names the permission. */
export function albumFor(
  { library, params }: EndpointRequest,
  { user, sharedLink }: Caller,
  permission: string,
  roles: readonly (AlbumRole | 'owner')[],
): Album {
  const album = library.albums.get(params.id ?? '');
  const own = album && roleIn(album, user.id);
  const isLinked = !sharedLink || (sharedLink.allowUpload && sharedLink.albumId === album?.id);
  if (album && own && roles.includes(own) && isLinked) return album;
  throw noAccess(permission);
}

const changed = ({ library, generation, changes }: EndpointRequest, id: string) =>
  json(renderAlbum(library, changes.album(id), { generation, isChange: true }));

function editsOf(given: Readonly<Record<string, string>>, album: Album, { library }: EndpointRequest): AlbumEdits {
  const { albumName, description, albumThumbnailAssetId, order } = given;
  const index = albumThumbnailAssetId === undefined ? undefined : library.assets.indexOf(albumThumbnailAssetId);
  if (albumThumbnailAssetId !== undefined && (index === undefined || !album.members.has(index)))
    throw new HttpError(400, 'Invalid album thumbnail');
  return {
    ...(albumName !== undefined && { name: albumName }),
    ...(description !== undefined && { description }),
    ...(albumThumbnailAssetId !== undefined && { thumbnailAssetId: albumThumbnailAssetId }),
    ...(order !== undefined && { order: order as Album['order'] }),
  };
}

function invited({ library }: EndpointRequest, userId: string, owner: User): User {
  if (userId === owner.id) throw new HttpError(400, 'Cannot share album with owner');
  const user = library.users.get(userId);
  if (!user) throw new HttpError(400, 'User not found');
  return user;
}

function memberOf({ library, params }: EndpointRequest, album: Album, caller: Caller): User {
  const userId = params.userId === 'me' ? caller.user.id : (params.userId ?? '');
  if (userId === album.ownerId) throw new HttpError(400, 'Cannot remove album owner');
  const user = album.shares.some((share) => share.userId === userId) ? library.users.get(userId) : undefined;
  if (!user) throw new HttpError(400, 'Album not shared with user');
  return user;
}
