import { noAccess } from '../http/http-error.ts';
import { json } from '../http/reply.ts';
import type { Route } from '../http/route.ts';
import { uuid, validate } from '../http/validation.ts';
import { mayRead } from '../library/access.ts';
import { renderAsset } from '../render/asset.ts';

/** One asset. */
export const assetRoutes: readonly Route[] = [
  {
    method: 'GET',
    path: '/api/assets/:id',
    access: 'permission',
    permission: 'asset.read',
    handle: ({ library, params, generation }, caller) => {
      validate(params, { id: uuid }, generation);
      const asset = library.assets.find(params.id ?? '');
      const owner = asset && library.users.get(asset.ownerId);
      if (!owner || !mayRead(library, caller, asset)) throw noAccess('asset.read');
      return json(renderAsset(asset, { generation, withExif: true, owner }));
    },
  },
];
