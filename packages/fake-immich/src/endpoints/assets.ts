import { noAccess } from '../http/http-error.ts';
import { json } from '../http/reply.ts';
import type { Route } from '../http/route.ts';
import { uuid, validate } from '../http/validation.ts';
import { mayRead } from '../library/access.ts';
import { isShownInAlbum } from '../library/album-facts.ts';
import { isVideo } from '../library/media-types.ts';
import type { LibraryState } from '../library/state.ts';
import { renderAsset } from '../render/asset.ts';

/** Assets as records. */
export const assetRoutes: readonly Route[] = [
  {
    method: 'GET',
    path: '/api/assets/statistics',
    access: 'permission',
    permission: 'asset.statistics',
    handle: ({ library }, { user }) => json(statistics(library, user.id)),
  },
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

/** Counts a user's assets: not the trashed, and neither hidden nor locked ones. */
function statistics(library: LibraryState, userId: string): Readonly<Record<string, number>> {
  let images = 0;
  let videos = 0;
  for (const index of library.assets.indexes()) {
    const asset = library.assets.at(index);
    if (asset?.ownerId !== userId || !isShownInAlbum(asset)) continue;
    if (isVideo(asset.originalFileName)) videos++;
    else images++;
  }
  return { images, videos, total: images + videos };
}
