import { dirname } from 'node:path/posix';
import { json } from '../http/reply.ts';
import type { Caller, EndpointRequest, Route } from '../http/route.ts';
import { required, text, validate } from '../http/validation.ts';
import type { Asset } from '../library/records.ts';
import type { Selection } from '../library/selections.ts';
import { renderAsset } from '../render/asset.ts';

/** Assets by the folder of the original on the server. */
export const folderRoutes: readonly Route[] = [
  {
    method: 'GET',
    path: '/api/view/folder/unique-paths',
    access: 'permission',
    permission: 'folder.read',
    handle: (request, caller) => json(foldersOf(request, shownAssets(request, caller))),
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

/** The caller's own that a timeline shows; with a path only those directly in that folder. */
const shownAssets = ({ selections }: EndpointRequest, { user }: Caller, path?: string): Selection =>
  selections.select({
    key: JSON.stringify(['folder', user.id, path]),
    hint: path === undefined ? undefined : { facet: ['folder', [path]] },
    matches: (asset: Asset) =>
      asset.ownerId === user.id &&
      asset.visibility === 'timeline' &&
      asset.trashedAt === null &&
      !asset.isOffline &&
      (path === undefined || dirname(asset.originalPath) === path),
  });

const known = new WeakMap<Selection, readonly string[]>();

function foldersOf({ library }: EndpointRequest, shown: Selection): readonly string[] {
  const before = known.get(shown);
  if (before) return before;
  const paths = new Set<string>();
  for (const index of shown) paths.add(dirname(library.assets.peek(index)?.originalPath ?? ''));
  const folders = [...paths].sort();
  known.set(shown, folders);
  return folders;
}
