import { json } from '../http/reply.ts';
import type { Caller, EndpointRequest, Route } from '../http/route.ts';
import { listOf, required, uuid } from '../http/validation.ts';
import { mayShare, roleIn } from '../library/access.ts';
import type { Album, Asset } from '../library/records.ts';
import { albumFor } from './album-changes.ts';
import { type Ids, readBody, readIds } from './read-body.ts';

/** Which assets are in an album. */
export const albumMemberRoutes: readonly Route[] = [
  {
    method: 'PUT',
    path: '/api/albums/assets',
    access: 'permission',
    permission: 'albumAsset.create',
    handle: (request, caller) => {
      const ids = required(listOf(uuid));
      return json(addToAlbums(request, caller, readBody(request, { albumIds: ids, assetIds: ids })));
    },
  },
  {
    method: 'PUT',
    path: '/api/albums/:id/assets',
    sharedLink: ['v2'],
    access: 'permission',
    permission: 'albumAsset.create',
    handle: (request, caller) => {
      const { ids } = readIds(request);
      const album = albumFor(request, caller, 'albumAsset.create', ['owner', 'editor']);
      return json(
        forEach(request, ids, album, 'addToAlbum', (asset, isMember) => {
          if (isMember) return 'duplicate';
          return asset && mayShare(caller, asset) ? undefined : 'no_permission';
        }),
      );
    },
  },
  {
    method: 'DELETE',
    path: '/api/albums/:id/assets',
    access: 'permission',
    permission: 'albumAsset.delete',
    handle: (request, caller) => {
      const { ids } = readIds(request);
      const album = albumFor(request, caller, 'albumAsset.delete', ['owner', 'editor']);
      return json(
        forEach(request, ids, album, 'removeFromAlbum', (asset, isMember) => {
          if (!isMember) return 'not_found';
          const mayRemove = album.ownerId === caller.user.id || asset?.ownerId === caller.user.id;
          return mayRemove ? undefined : 'no_permission';
        }),
      );
    },
  },
];

interface Result {
  readonly id: string;
  readonly success: boolean;
  readonly error?: string;
}

/** Changes an album by each asset against which nothing is said; an id that comes twice counts as done the second time. */
function forEach(
  { library, changes }: EndpointRequest,
  ids: Ids['ids'],
  album: Album,
  change: 'addToAlbum' | 'removeFromAlbum',
  objection: (asset: Asset | undefined, isMember: boolean) => string | undefined,
): readonly Result[] {
  const done = new Set<string>();
  const results = ids.map((id): Result => {
    const index = library.assets.indexOf(id);
    const isMember = index !== undefined && album.members.has(index) !== done.has(id);
    const error = objection(index === undefined ? undefined : library.assets.at(index), isMember);
    if (error !== undefined) return { id, success: false, error };
    done.add(id);
    return { id, success: true };
  });
  if (done.size > 0) changes[change](album.id, ...done);
  return results;
}

/** Adds all that may be added to all that may be changed; only if nothing was, it says why. */
function addToAlbums(
  { library, changes }: EndpointRequest,
  caller: Caller,
  { albumIds, assetIds }: { readonly albumIds: readonly string[]; readonly assetIds: readonly string[] },
): object {
  const albums = [...new Set(albumIds)]
    .flatMap((id) => library.albums.get(id) ?? [])
    .filter((album) => ['owner', 'editor'].includes(roleIn(album, caller.user.id) ?? ''));
  const allowed = [...new Set(assetIds)].filter((id) => {
    const asset = library.assets.find(id);
    return asset && mayShare(caller, asset);
  });
  if (albums.length === 0 || allowed.length === 0) return { success: false, error: 'no_permission' };
  let isChanged = false;
  for (const album of albums) {
    const missing = allowed.filter((id) => !album.members.has(library.assets.indexOf(id) ?? -1));
    if (missing.length === 0) continue;
    changes.addToAlbum(album.id, ...missing);
    isChanged = true;
  }
  return isChanged ? { success: true } : { success: false, error: 'duplicate' };
}
