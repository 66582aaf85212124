import { HttpError, noAccess } from '../http/http-error.ts';
import { created, json, noContent } from '../http/reply.ts';
import type { Caller, EndpointRequest, Route } from '../http/route.ts';
import { listOf, nullable, required, text, uuid } from '../http/validation.ts';
import { ownsAll } from '../library/access.ts';
import type { Tag } from '../library/records.ts';
import { renderTag } from '../render/tag.ts';
import { checkPath, readBody, readIds } from './read-body.ts';

/** Making and deleting tags, tagging and untagging. */
export const tagChangeRoutes: readonly Route[] = [
  {
    method: 'POST',
    path: '/api/tags',
    access: 'permission',
    permission: 'tag.create',
    handle: (request, caller) => {
      const checks = { name: required(text), parentId: nullable(uuid) };
      const { name, parentId } = readBody<{ name: string; parentId?: string | null }>(request, checks);
      const parent = parentId ? ownTag(request, caller, parentId, 'tag.read') : undefined;
      const value = parent ? `${parent.value}/${name}` : name;
      if (tagBy(request, caller, value)) throw new HttpError(400, 'A tag with that name already exists');
      return created(renderTag(request.changes.addTag(value, caller.user.name)));
    },
  },
  {
    method: 'PUT',
    path: '/api/tags',
    access: 'permission',
    permission: 'tag.create',
    handle: (request, { user }) => {
      const { tags } = readBody<{ tags: readonly string[] }>(request, { tags: required(listOf(text)) });
      const paths = tags.map((tag) => tag.split('/').filter(Boolean).join('/')).filter(Boolean);
      return json(paths.map((path) => renderTag(request.changes.addTag(path, user.name))));
    },
  },
  {
    method: 'PUT',
    path: '/api/tags/assets',
    access: 'permission',
    permission: 'tag.asset',
    handle: (request, caller) => {
      const ids = required(listOf(uuid));
      const given = readBody<Pairs>(request, { tagIds: ids, assetIds: ids });
      return json({ count: tagAll(request, caller, given) });
    },
  },
  {
    method: 'PUT',
    path: '/api/tags/:id/assets',
    access: 'permission',
    permission: 'tag.asset',
    handle: (request, caller) => json(forEach(request, caller, 'tagAssets', true, 'duplicate')),
  },
  {
    method: 'DELETE',
    path: '/api/tags/:id/assets',
    access: 'permission',
    permission: 'tag.asset',
    handle: (request, caller) => json(forEach(request, caller, 'untagAssets', false, 'not_found')),
  },
  {
    method: 'DELETE',
    path: '/api/tags/:id',
    access: 'permission',
    permission: 'tag.delete',
    handle: (request, caller) => {
      checkPath(request);
      const { value } = ownTag(request, caller, request.params.id ?? '', 'tag.delete');
      request.changes.deleteTag(value, caller.user.name);
      return noContent;
    },
  },
];

interface Pairs {
  readonly tagIds: readonly string[];
  readonly assetIds: readonly string[];
}

const tagBy = ({ library }: EndpointRequest, { user }: Caller, value: string): Tag | undefined =>
  [...library.tags.values()].find((tag) => tag.ownerId === user.id && tag.value === value);

/** Throws a 400 that names the permission unless it is the caller's. */
function ownTag({ library }: EndpointRequest, { user }: Caller, id: string, permission: string): Tag {
  const tag = library.tags.get(id);
  if (tag?.ownerId !== user.id) throw noAccess(permission);
  return tag;
}

/** Tags or untags those that are not so already, with one answer for each. */
function forEach(
  request: EndpointRequest,
  caller: Caller,
  change: 'tagAssets' | 'untagAssets',
  isTaggedAfter: boolean,
  error: string,
): readonly object[] {
  const { ids } = readIds(request);
  const { library, changes, params } = request;
  const tag = ownTag(request, caller, params.id ?? '', 'tag.asset');
  return ids.map((id) => {
    const isTagged = library.assets.find(id)?.tagIds.includes(tag.id) ?? false;
    if (isTagged === isTaggedAfter) return { id, success: false, error };
    if (!ownsAll(library, caller, [id])) return { id, success: false, error: 'no_permission' };
    changes[change](tag.value, id);
    return { id, success: true };
  });
}

/** Skips tags and assets of others; gives how many were tagged that were not before. */
function tagAll({ library, changes }: EndpointRequest, caller: Caller, { tagIds, assetIds }: Pairs): number {
  const own = [...new Set(assetIds)].filter((id) => ownsAll(library, caller, [id]));
  let count = 0;
  for (const id of new Set(tagIds)) {
    const tag = library.tags.get(id);
    if (tag?.ownerId !== caller.user.id) continue;
    const untagged = own.filter((assetId) => library.assets.find(assetId)?.tagIds.includes(id) === false);
    if (untagged.length > 0) changes.tagAssets(tag.value, ...untagged);
    count += untagged.length;
  }
  return count;
}
