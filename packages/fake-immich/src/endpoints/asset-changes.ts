import { HttpError, noAccess } from '../http/http-error.ts';
import { json, noContent } from '../http/reply.ts';
import type { Caller, EndpointRequest, Route } from '../http/route.ts';
import {
  boolean,
  type Check,
  dateTime,
  integer,
  listOf,
  nullable,
  number,
  oneOf,
  required,
  text,
  uuid,
} from '../http/validation.ts';
import { ownsAll } from '../library/access.ts';
import type { CopyOptions } from '../library/copy-asset.ts';
import type { MetadataEdits } from '../library/metadata-edits.ts';
import type { Visibility } from '../library/records.ts';
import { renderAsset } from '../render/asset.ts';
import { linkVideo } from './live-photo.ts';
import { type Ids, readBody } from './read-body.ts';

const EDITS: Readonly<Record<string, Check>> = {
  isFavorite: boolean,
  visibility: oneOf('archive', 'timeline', 'hidden', 'locked'),
  description: text,
  rating: nullable(integer(-1, 5)),
  latitude: number(-90, 90),
  longitude: number(-180, 180),
  dateTimeOriginal: dateTime,
};

interface Edits extends MetadataEdits {
  readonly isFavorite?: boolean;
  readonly visibility?: Visibility;
}

const updateOne = {
  path: '/api/assets/:id',
  access: 'permission',
  permission: 'asset.update',
  handle: (request: EndpointRequest, caller: Caller) => {
    const checks = { ...EDITS, livePhotoVideoId: nullable(uuid) };
    const edits = readBody<Edits & { livePhotoVideoId?: string | null }>(request, checks);
    const { library, changes, generation } = request;
    const { id = '' } = request.params;
    requireOwn(request, caller, [id], 'asset.update');
    const { isFavorite, visibility, livePhotoVideoId } = edits;
    if (livePhotoVideoId !== undefined) linkVideo(request, id, livePhotoVideoId);
    if (isFavorite !== undefined) changes.updateAsset(id, { isFavorite });
    if (visibility !== undefined) changes.updateAsset(id, { visibility });
    writeMetadata(request, [id], edits);
    const single = generation === 'v2' ? {} : undefined;
    const asset = library.assets.find(id) ?? changes.asset(id);
    return json(renderAsset(asset, { generation, withExif: true, ...(single && { single }) }));
  },
} as const;

const updateSome = {
  path: '/api/assets',
  access: 'permission',
  permission: 'asset.update',
  handle: (request: EndpointRequest, caller: Caller) => {
    const edits = readBody<Edits & Ids>(request, { ids: required(listOf(uuid)), ...EDITS });
    const { ids, isFavorite, visibility } = edits;
    requireOwn(request, caller, ids, 'asset.update');
    if (isFavorite !== undefined || visibility !== undefined) {
      request.changes.updateAssets(ids, {
        ...(isFavorite !== undefined && { isFavorite }),
        ...(visibility !== undefined && { visibility }),
      });
    }
    writeMetadata(request, ids, edits);
    return noContent;
  },
} as const;

const copyOptions = { albums: boolean, favorite: boolean, sharedLinks: boolean, sidecar: boolean, stack: boolean };

interface Copy extends CopyOptions {
  readonly sourceId: string;
  readonly targetId: string;
  readonly sidecar?: boolean;
}

/** Changes of assets. 3.x has PATCH too, which its document hides. */
export const assetChangeRoutes: readonly Route[] = [
  {
    method: 'PUT',
    path: '/api/assets/copy',
    access: 'permission',
    permission: 'asset.copy',
    handle: (request, caller) => {
      const checks = { sourceId: required(uuid), targetId: required(uuid), ...copyOptions };
      const { sourceId, targetId, sidecar = true, ...options } = readBody<Copy>(request, checks);
      requireOwn(request, caller, [sourceId, targetId], 'asset.copy');
      if (sourceId === targetId) throw new HttpError(400, 'Source and target id must be distinct');
      const { changes, jobs, library } = request;
      changes.copyAsset(sourceId, targetId, options);
      if (sidecar)
        jobs.add(() => {
          if (library.assets.find(sourceId) && library.assets.find(targetId)) changes.applySidecar(sourceId, targetId);
        });
      return noContent;
    },
  },
  { method: 'PUT', ...updateOne },
  { method: 'PATCH', generations: ['v3'], ...updateOne },
  { method: 'PUT', ...updateSome },
  { method: 'PATCH', generations: ['v3'], ...updateSome },
];

/** Throws a 400 that names the permission unless all are the caller's. */
export function requireOwn(
  { library }: EndpointRequest,
  caller: Caller,
  ids: readonly string[],
  permission: string,
): void {
  if (!ownsAll(library, caller, ids)) throw noAccess(permission);
}

const METADATA = ['description', 'rating', 'latitude', 'longitude', 'dateTimeOriginal'] as const;

/** `exifInfo` shows an edit at once; date and `updatedAt` follow when the sidecar was written. */
function writeMetadata({ changes, jobs, library }: EndpointRequest, ids: readonly string[], given: Edits): void {
  const edits: MetadataEdits = Object.fromEntries(
    METADATA.filter((name) => given[name] !== undefined).map((name) => [name, given[name]]),
  );
  if (Object.keys(edits).length === 0) return;
  for (const id of ids) {
    changes.editMetadata(id, edits);
    jobs.add(() => {
      if (library.assets.find(id)) changes.applyMetadata(id, edits);
    });
  }
}
