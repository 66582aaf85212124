import { HttpError, noAccess } from '../http/http-error.ts';
import { json } from '../http/reply.ts';
import type { Caller, EndpointRequest, Route } from '../http/route.ts';
import { boolean, type Check, fromUrl, oneOf, required, text, uuid, validate } from '../http/validation.ts';
import { roleIn } from '../library/access.ts';
import { monthsOf } from '../library/months.ts';
import type { Album, Asset } from '../library/records.ts';
import type { Selection } from '../library/selections.ts';
import { stackWith } from '../library/stacks.ts';
import { withDescendants } from '../library/tag-tree.ts';
import { renderBucket } from '../render/bucket.ts';

const CHECKS: Readonly<Record<string, Check>> = {
  albumId: uuid,
  personId: uuid,
  tagId: uuid,
  userId: uuid,
  isFavorite: fromUrl(boolean),
  isTrashed: fromUrl(boolean),
  withPartners: fromUrl(boolean),
  withStacked: fromUrl(boolean),
  withCoordinates: fromUrl(boolean),
  order: oneOf('asc', 'desc'),
  visibility: oneOf('archive', 'timeline', 'hidden', 'locked'),
};

/** Assets by month of local time. */
export const timelineRoutes: readonly Route[] = [
  {
    method: 'GET',
    path: '/api/timeline/buckets',
    access: 'permission',
    permission: 'asset.read',
    handle: (request, caller) => {
      validate(request.query, CHECKS, request.generation);
      const months = monthsOf(request.library, selectionOf(request, caller));
      const buckets = [...months].map(([timeBucket, indexes]) => ({ timeBucket, count: indexes.length }));
      const ascending = buckets.toSorted((a, b) => (a.timeBucket < b.timeBucket ? -1 : 1));
      return json(request.query.order === 'asc' ? ascending : ascending.toReversed());
    },
  },
  {
    method: 'GET',
    path: '/api/timeline/bucket',
    access: 'permission',
    permission: 'asset.read',
    handle: (request, caller) => {
      const { library, query, generation } = request;
      validate(query, { ...CHECKS, timeBucket: required(text) }, generation);
      const indexes = monthsOf(library, selectionOf(request, caller)).get(query.timeBucket ?? '') ?? new Uint32Array();
      const ordered = query.order === 'asc' ? [...indexes] : [...indexes].reverse();
      const assets = ordered.flatMap((index) => library.assets.peek(index) ?? []);
      const withStacked = query.withStacked === 'true';
      return json(
        renderBucket(assets, { generation, withCoordinates: query.withCoordinates === 'true', withStacked }, library),
      );
    },
  },
];

function selectionOf(request: EndpointRequest, caller: Caller): Selection {
  const { query, library, selections, generation } = request;
  const owners = ownersOf(request, caller);
  const album = query.albumId === undefined ? undefined : readableAlbum(request, caller, query.albumId);
  const tags = query.tagId === undefined ? undefined : ownTags(request, caller, query.tagId);
  const { personId, visibility, isFavorite, isTrashed, withStacked } = query;
  const isPrimary = (asset: Asset): boolean =>
    asset.stackId === null || stackWith(library, asset)?.primaryAssetId === asset.id;
  return selections.select({
    key: JSON.stringify([
      'timeline',
      generation,
      owners && [...owners],
      [album?.id, personId, visibility, isFavorite, isTrashed, withStacked],
      tags && [...tags],
    ]),
    albums: album && [album],
    hint: hintOf(query, tags),
    matches: (asset) =>
      (owners?.has(asset.ownerId) ?? true) &&
      (visibility === undefined ? isShown(asset) : asset.visibility === visibility) &&
      (asset.trashedAt !== null) === (isTrashed === 'true') &&
      (isFavorite === undefined || String(asset.isFavorite) === isFavorite) &&
      (personId === undefined || asset.personIds.includes(personId)) &&
      (tags === undefined || asset.tagIds.some((id) => tags.has(id))) &&
      (withStacked !== 'true' || isPrimary(asset)),
  });
}

const isShown = (asset: Asset): boolean => asset.visibility === 'timeline' || asset.visibility === 'archive';

function hintOf(query: EndpointRequest['query'], tags: ReadonlySet<string> | undefined) {
  if (query.personId !== undefined) return { facet: ['personIds', [query.personId]] } as const;
  if (tags) return { facet: ['tagIds', [...tags]] } as const;
  if (query.isFavorite === 'true') return { facet: ['isFavorite', [true]] } as const;
  return query.visibility === undefined || query.visibility === 'timeline'
    ? undefined
    : ({ facet: ['visibility', [query.visibility]] } as const);
}

/** Whose assets; undefined: everyone's, in an album. Checks what Immich's timeline service checks, in its order. */
function ownersOf({ query }: EndpointRequest, { user, elevated }: Caller): ReadonlySet<string> | undefined {
  const { albumId, userId, visibility, withPartners, isTrashed, isFavorite } = query;
  if (visibility === 'locked' && !elevated) throw new HttpError(401, 'Elevated permission is required');
  if (withPartners === 'true') {
    const isArchive = visibility === 'archive' || visibility === undefined;
    if (isArchive || isFavorite !== undefined || isTrashed === 'true') throw new HttpError(400, PARTNERS_REFUSED);
  }
  if (albumId !== undefined && userId === undefined) return undefined;
  const owner = userId ?? user.id;
  const isPartner = user.partners.some((partner) => partner.userId === owner);
  if (owner !== user.id && !isPartner) throw noAccess('timeline.read');
  if (owner !== user.id && visibility === 'archive') throw noAccess('archive.read');
  if (withPartners !== 'true') return new Set([owner]);
  return new Set([owner, ...user.partners.filter((one) => one.inTimeline).map((one) => one.userId)]);
}

const PARTNERS_REFUSED = 'withPartners is only supported for non-archived, non-trashed, non-favorited assets';

function readableAlbum({ library }: EndpointRequest, caller: Caller, id: string): Album {
  const album = library.albums.get(id);
  if (!album || !roleIn(album, caller.user.id)) throw noAccess('album.read');
  return album;
}

function ownTags({ library }: EndpointRequest, { user }: Caller, id: string): ReadonlySet<string> {
  if (library.tags.get(id)?.ownerId !== user.id) throw noAccess('tag.read');
  return withDescendants(library, id);
}
