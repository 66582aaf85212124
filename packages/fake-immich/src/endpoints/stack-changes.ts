import { HttpError, noAccess } from '../http/http-error.ts';
import { created, json, noContent } from '../http/reply.ts';
import type { Caller, EndpointRequest, Route } from '../http/route.ts';
import { listOf, required, uuid } from '../http/validation.ts';
import type { Stack } from '../library/records.ts';
import { stackBy, stackWith } from '../library/stacks.ts';
import { requireOwn } from './asset-changes.ts';
import { checkPath, readBody, readIds } from './read-body.ts';
import { renderStack } from './stacks.ts';

/** Making, changing and ending stacks. */
export const stackChangeRoutes: readonly Route[] = [
  {
    method: 'POST',
    path: '/api/stacks',
    access: 'permission',
    permission: 'stack.create',
    handle: (request, caller) => {
      const { assetIds } = readBody<{ assetIds: readonly string[] }>(request, { assetIds: required(listOf(uuid)) });
      if (assetIds.length < 2) throw new HttpError(400, 'A stack needs at least two assets');
      requireOwn(request, caller, assetIds, 'asset.update');
      return created(renderStack(request, request.changes.stack(...withStacked(request, assetIds))));
    },
  },
  {
    method: 'DELETE',
    path: '/api/stacks',
    access: 'permission',
    permission: 'stack.delete',
    handle: (request, caller) => {
      const stacks = readIds(request).ids.map((id) => ownStack(request, caller, id, 'stack.delete'));
      for (const { id } of stacks) request.changes.unstack(id);
      return noContent;
    },
  },
  {
    method: 'PUT',
    path: '/api/stacks/:id',
    access: 'permission',
    permission: 'stack.update',
    handle: (request, caller) => {
      const { primaryAssetId } = readBody<{ primaryAssetId?: string }>(request, { primaryAssetId: uuid });
      const stack = ownStack(request, caller, request.params.id ?? '', 'stack.update');
      if (primaryAssetId === undefined) return json(renderStack(request, stack, true));
      if (!stack.assetIds.includes(primaryAssetId)) throw new HttpError(400, 'Primary asset must be in the stack');
      return json(renderStack(request, request.changes.leadStack(stack.id, primaryAssetId), true));
    },
  },
  {
    method: 'DELETE',
    path: '/api/stacks/:id',
    access: 'permission',
    permission: 'stack.delete',
    handle: (request, caller) => {
      checkPath(request);
      request.changes.unstack(ownStack(request, caller, request.params.id ?? '', 'stack.delete').id);
      return noContent;
    },
  },
  {
    method: 'DELETE',
    path: '/api/stacks/:id/assets/:assetId',
    access: 'permission',
    permission: 'stack.update',
    handle: (request, caller) => {
      checkPath(request);
      const { id = '', assetId = '' } = request.params;
      const stack = ownStack(request, caller, id, 'stack.update');
      if (!stack.assetIds.includes(assetId)) throw new HttpError(400, 'Asset not in stack');
      if (stack.primaryAssetId === assetId) throw new HttpError(400, "Cannot remove stack's primary asset");
      request.changes.leaveStack(id, assetId);
      return noContent;
    },
  },
];

/** Throws a 400 that names the permission unless it is the caller's. */
function ownStack({ library }: EndpointRequest, { user }: Caller, id: string, permission: string): Stack {
  const stack = stackBy(library, id);
  if (stack?.ownerId !== user.id) throw noAccess(permission);
  return stack;
}

/** Whoever is the primary asset of another stack brings that stack along. */
function withStacked({ library }: EndpointRequest, assetIds: readonly string[]): readonly string[] {
  const brought = assetIds.flatMap((id) => {
    const asset = library.assets.find(id);
    const stack = asset && stackWith(library, asset);
    return stack?.primaryAssetId === id ? stack.assetIds : [];
  });
  return [...new Set([...assetIds, ...brought])];
}
