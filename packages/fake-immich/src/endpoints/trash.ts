import { json, noContent } from '../http/reply.ts';
import type { EndpointRequest, Route } from '../http/route.ts';
import { boolean, listOf, oneOf, required, uuid } from '../http/validation.ts';
import type { Asset } from '../library/records.ts';
import { requireOwn } from './asset-changes.ts';
import { type Ids, readBody, readIds } from './read-body.ts';

const JOBS = ['refresh-faces', 'refresh-metadata', 'regenerate-thumbnail', 'transcode-video'] as const;

/** The trash, and jobs that users start. */
export const trashRoutes: readonly Route[] = [
  {
    method: 'DELETE',
    path: '/api/assets',
    access: 'permission',
    permission: 'asset.delete',
    handle: (request, caller) => {
      const checks = { ids: required(listOf(uuid)), force: boolean };
      const { ids, force } = readBody<Ids & { force?: boolean }>(request, checks);
      requireOwn(request, caller, ids, 'asset.delete');
      if (force === true) destroy(request, ids);
      else if (ids.length > 0) request.changes.trash(...ids);
      return noContent;
    },
  },
  {
    method: 'POST',
    path: '/api/trash/restore/assets',
    access: 'permission',
    permission: 'asset.delete',
    handle: (request, caller) => {
      const { ids } = readIds(request);
      requireOwn(request, caller, ids, 'asset.delete');
      restore(request, ids);
      return json({ count: ids.length });
    },
  },
  {
    method: 'POST',
    path: '/api/trash/restore',
    access: 'permission',
    permission: 'asset.delete',
    handle: (request, { user }) => {
      const ids = trashOf(request, user.id);
      restore(request, ids);
      return json({ count: ids.length });
    },
  },
  {
    method: 'POST',
    path: '/api/trash/empty',
    access: 'permission',
    permission: 'asset.delete',
    handle: (request, { user }) => {
      const ids = trashOf(request, user.id);
      destroy(request, ids);
      return json({ count: ids.length });
    },
  },
  {
    method: 'POST',
    path: '/api/assets/jobs',
    access: 'permission',
    permission: 'job.create',
    handle: (request, caller) => {
      const checks = { assetIds: required(listOf(uuid)), name: required(oneOf(...JOBS)) };
      const { assetIds, name } = readBody<{ assetIds: readonly string[]; name: string }>(request, checks);
      requireOwn(request, caller, assetIds, 'asset.update');
      const { jobs, changes } = request;
      if (name === 'regenerate-thumbnail') for (const id of assetIds) jobs.add(() => changes.regenerate(id));
      return noContent;
    },
  },
];

function trashOf({ library, selections }: EndpointRequest, userId: string): readonly string[] {
  const matches = (asset: Asset): boolean => asset.ownerId === userId && asset.trashedAt !== null;
  const trashed = selections.select({ key: `trash ${userId}`, matches });
  return [...trashed].flatMap((index) => library.assets.at(index)?.id ?? []);
}

function restore({ library, changes }: EndpointRequest, ids: readonly string[]): void {
  const trashed = ids.filter((id) => library.assets.find(id)?.trashedAt !== null);
  if (trashed.length > 0) changes.restore(...trashed);
}

/** Like trashed ones they are out of sight at once; the files go when a job has come to them. */
function destroy(request: EndpointRequest, ids: readonly string[]): void {
  const { library, changes, jobs } = request;
  changes.discard(...ids);
  for (const id of ids) {
    jobs.add(() => {
      if (library.assets.find(id)) forceDelete(request, id);
    });
  }
}

function forceDelete({ library, changes, files }: EndpointRequest, id: string): void {
  const asset = library.assets.find(id);
  const video = library.assets.find(asset?.livePhotoVideoId ?? '');
  changes.forceDelete(id);
  for (const gone of [asset, video]) if (gone) files.discard(gone.content);
}
