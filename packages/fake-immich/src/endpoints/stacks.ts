import { noAccess } from '../http/http-error.ts';
import { json } from '../http/reply.ts';
import type { EndpointRequest, Route } from '../http/route.ts';
import { uuid, validate } from '../http/validation.ts';
import type { Stack } from '../library/records.ts';
import { stackBy, stacksOf } from '../library/stacks.ts';
import { renderAsset } from '../render/asset.ts';
import { renderTagsOf } from '../render/tag.ts';

/** Stacks: assets that are shown as one. */
export const stackRoutes: readonly Route[] = [
  {
    method: 'GET',
    path: '/api/stacks',
    access: 'permission',
    permission: 'stack.read',
    handle: (request, { user }) => {
      const { library, query, generation } = request;
      validate(query, { primaryAssetId: uuid }, generation);
      const { primaryAssetId } = query;
      const stacks = stacksOf(library, user.id).filter(
        (stack) => primaryAssetId === undefined || stack.primaryAssetId === primaryAssetId,
      );
      return json(stacks.map((stack) => renderStack(request, stack)));
    },
  },
  {
    method: 'GET',
    path: '/api/stacks/:id',
    access: 'permission',
    permission: 'stack.read',
    handle: (request, { user }) => {
      const { library, params, generation } = request;
      validate(params, { id: uuid }, generation);
      const stack = stackBy(library, params.id ?? '');
      if (stack?.ownerId !== user.id) throw noAccess('stack.read');
      return json(renderStack(request, stack));
    },
  },
];

/** The primary asset first; trashed members are not shown. Only the answer to a change of the primary asset has their tags. */
export const renderStack = ({ library, generation }: EndpointRequest, stack: Stack, withTags = false): object => ({
  id: stack.id,
  primaryAssetId: stack.primaryAssetId,
  assets: stack.assetIds.flatMap((id) => {
    const asset = library.assets.find(id);
    if (!asset || asset.trashedAt !== null) return [];
    const rendered = renderAsset(asset, { generation, withExif: true, nested: true });
    return [withTags ? { ...rendered, tags: renderTagsOf(library, asset) } : rendered];
  }),
});
