import { noAccess } from '../http/http-error.ts';
import { json } from '../http/reply.ts';
import type { EndpointRequest, Route } from '../http/route.ts';
import { uuid, validate } from '../http/validation.ts';
import { mayRead } from '../library/access.ts';
import { isShownInAlbum } from '../library/album-facts.ts';
import { isVideo } from '../library/media-types.ts';
import type { Selection } from '../library/selections.ts';
import { stackWith } from '../library/stacks.ts';
import { renderAsset } from '../render/asset.ts';
import { renderPeopleOf } from '../render/person.ts';
import { renderSanitized } from '../render/shared-link.ts';
import { renderTagsOf } from '../render/tag.ts';

/** Assets as records. */
export const assetRoutes: readonly Route[] = [
  {
    method: 'GET',
    path: '/api/assets/statistics',
    access: 'permission',
    permission: 'asset.statistics',
    handle: (request, { user }) => json(statistics(request, user.id)),
  },
  {
    method: 'GET',
    path: '/api/assets/:id',
    sharedLink: ['v2', 'v3'],
    access: 'permission',
    permission: 'asset.read',
    handle: ({ library, params, generation }, caller) => {
      validate(params, { id: uuid }, generation);
      const asset = library.assets.find(params.id ?? '');
      const owner = asset && library.users.get(asset.ownerId);
      if (!owner || !mayRead(library, caller, asset)) throw noAccess('asset.read');
      if (caller.sharedLink?.showMetadata === false) return json(renderSanitized(asset, generation));
      const stack = stackWith(library, asset);
      return json(
        renderAsset(asset, {
          generation,
          withExif: true,
          single: {
            ...(!caller.sharedLink && { owner }),
            tags: renderTagsOf(library, asset),
            stack: stack
              ? { id: stack.id, primaryAssetId: stack.primaryAssetId, assetCount: stack.assetIds.length }
              : null,
          },
          // Who is on a picture is told to its owner only.
          ...(owner.id === caller.user.id &&
            !caller.sharedLink && { people: renderPeopleOf(library, asset, generation) }),
        }),
      );
    },
  },
];

interface Counts {
  readonly images: number;
  readonly videos: number;
  readonly total: number;
}

const known = new WeakMap<Selection, Counts>();

/** Counts a user's assets: not the trashed, and neither hidden nor locked ones. */
function statistics({ library, selections }: EndpointRequest, userId: string): Counts {
  const shown = selections.select({
    key: `asset statistics ${userId}`,
    matches: (asset) => asset.ownerId === userId && isShownInAlbum(asset),
  });
  const before = known.get(shown);
  if (before) return before;
  let videos = 0;
  for (const index of shown) if (isVideo(library.assets.peek(index)?.originalFileName ?? '')) videos++;
  const counts = { images: shown.length - videos, videos, total: shown.length };
  known.set(shown, counts);
  return counts;
}
