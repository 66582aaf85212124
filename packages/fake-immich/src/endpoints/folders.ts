import { dirname } from 'node:path/posix';
import { json } from '../http/reply.ts';
import type { Caller, EndpointRequest, Route } from '../http/route.ts';
import { required, text, validate } from '../http/validation.ts';
import { isShown } from '../library/facets.ts';
import type { Asset } from '../library/records.ts';
import type { Selection } from '../library/selections.ts';
import type { LibraryState } from '../library/state.ts';
import { renderAsset } from '../render/asset.ts';

/** Assets by the folder of the original on the server. */
export const folderRoutes: readonly Route[] = [
  {
    method: 'GET',
    path: '/api/view/folder/unique-paths',
    access: 'permission',
    permission: 'folder.read',
    handle: (request, caller) => json(foldersOf(request, caller)),
  },
  {
    method: 'GET',
    path: '/api/view/folder',
    access: 'permission',
    permission: 'folder.read',
    handle: (request, caller) => {
      const { library, query, generation } = request;
      validate(query, { path: required(text) }, generation);
      const path = (query.path ?? '').replace(/\/$/, '');
      const assets = [...shownAssets(request, caller, path)].flatMap((index) => library.assets.at(index) ?? []);
      const byName = assets.toSorted((a, b) => (a.originalPath < b.originalPath ? -1 : 1));
      return json(byName.map((asset) => renderAsset(asset, { generation, withExif: true })));
    },
  },
];

/** The caller's own that a timeline shows, directly in a folder. */
const shownAssets = ({ selections }: EndpointRequest, { user }: Caller, path: string): Selection =>
  selections.select({
    key: JSON.stringify(['folder', user.id, path]),
    hint: { facet: ['folder', [path]] },
    matches: (asset: Asset) => asset.ownerId === user.id && isShown(asset) && dirname(asset.originalPath) === path,
  });

interface Known {
  readonly revision: number;
  readonly folders: readonly string[];
}

const known = new WeakMap<LibraryState, Map<string, Known>>();

/** Uploads make tens of thousands of folders, so the list is kept until something changes. */
function foldersOf({ library }: EndpointRequest, { user }: Caller): readonly string[] {
  const { assets, changes } = library;
  const byUser = known.get(library) ?? new Map<string, Known>();
  known.set(library, byUser);
  const before = byUser.get(user.id);
  if (before?.revision === changes.revision) return before.folders;
  const paths = new Set<string>();
  for (const [path, index] of assets.pristineValues('folder')) {
    if (assets.peek(index)?.ownerId === user.id) paths.add(String(path));
  }
  for (const index of assets.stored()) {
    const asset = assets.peek(index);
    if (asset?.ownerId === user.id && isShown(asset)) paths.add(dirname(asset.originalPath));
  }
  const folders = [...paths].toSorted((a, b) => (a < b ? -1 : 1));
  byUser.set(user.id, { revision: changes.revision, folders });
  return folders;
}
