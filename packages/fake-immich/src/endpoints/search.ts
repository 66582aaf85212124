import { HttpError, noAccess } from '../http/http-error.ts';
import { json } from '../http/reply.ts';
import type { Caller, EndpointRequest, Route } from '../http/route.ts';
import { asObject, validate } from '../http/validation.ts';
import { roleIn } from '../library/access.ts';
import type { Album, Asset } from '../library/records.ts';
import { albumsWith, type LibraryState } from '../library/state.ts';
import { renderAsset } from '../render/asset.ts';
import type { Generation } from '../version.ts';
import { CHECKS, CONDITIONS, type Criteria } from './search-criteria.ts';

const DEFAULT_SIZE = 250;

/** Searches. */
export const searchRoutes: readonly Route[] = [
  {
    method: 'POST',
    path: '/api/search/metadata',
    access: 'permission',
    permission: 'asset.read',
    handle: (request, caller) => json(searchMetadata(request, caller)),
  },
];

function searchMetadata(request: EndpointRequest, caller: Caller): object {
  const { generation, library, searcher } = request;
  const criteria = asObject(request.body) as Criteria;
  validate(criteria, CHECKS, generation);
  if (criteria.visibility === 'locked' && !caller.elevated) {
    throw new HttpError(401, 'Elevated permission is required');
  }
  const albums = criteria.albumIds?.map((id) => readableAlbum(library, id, caller));
  const page = Number(criteria.page ?? 1);
  // Paging and rendering do not change what is found, so all pages share one result.
  const { page: _page, size: _size, withExif, withPeople: _people, order, ...conditions } = criteria;
  const found = searcher.page(
    {
      key: `${generation} ${JSON.stringify(conditions)}`,
      albums: albums && albums.length > 0 ? albums : undefined,
      order: order ?? 'desc',
      matches: conditionsOf(criteria, caller, library, generation),
    },
    caller,
    page,
    Number(criteria.size ?? DEFAULT_SIZE),
  );
  const view = { generation, withExif: isTrue(withExif) };
  return {
    albums: { total: 0, count: 0, items: [], facets: [] },
    assets: {
      // Immich tells the number of items of this page, not of all.
      total: found.assets.length,
      count: found.assets.length,
      items: found.assets.map((asset) => renderAsset(asset, view)),
      facets: [],
      nextPage: found.hasNext ? String(page + 1) : null,
    },
  };
}

function readableAlbum(library: LibraryState, id: string, caller: Caller): Album {
  const album = library.albums.get(id);
  if (!album || !roleIn(album, caller.user.id)) throw noAccess('album.read');
  return album;
}

const isTrue = (value: unknown): boolean => value === true || value === 'true';

/** Whose assets, which visibility, then every condition that is given. */
function conditionsOf(
  criteria: Criteria,
  caller: Caller,
  library: LibraryState,
  generation: Generation,
): (asset: Asset) => boolean {
  const inAlbums = (criteria.albumIds ?? []).length > 0;
  const given = Object.entries(CONDITIONS).flatMap(([name, condition]) => {
    const value = criteria[name as keyof Criteria];
    return value === undefined ? [] : [(asset: Asset) => condition(asset, value)];
  });
  const isOwn = (asset: Asset): boolean => asset.ownerId === caller.user.id;
  const isInScope = SCOPES[generation](caller, inAlbums);
  const isVisible = (asset: Asset): boolean =>
    criteria.visibility === undefined
      ? isVisibleByDefault(asset, generation, inAlbums)
      : asset.visibility === criteria.visibility && (asset.visibility !== 'locked' || isOwn(asset));
  const withTrash =
    isTrue(criteria.withDeleted) || criteria.trashedAfter !== undefined || criteria.trashedBefore !== undefined;
  const isLoose = isTrue(criteria.isNotInAlbum)
    ? (asset: Asset) => albumsWith(library, library.assets.indexOf(asset.id) ?? -1).length === 0
    : () => true;
  return (asset) =>
    (withTrash || asset.trashedAt === null) &&
    isInScope(asset) &&
    isVisible(asset) &&
    given.every((matches) => matches(asset)) &&
    isLoose(asset);
}

type Scope = (caller: Caller, inAlbums: boolean) => (asset: Asset) => boolean;

const ownAndPartners: Scope = ({ user }) => {
  const owners = new Set([user.id, ...user.partners.filter((one) => one.inTimeline).map((one) => one.userId)]);
  return (asset) => owners.has(asset.ownerId);
};

/** Whose assets a search sees: in an album 3.x shows everyone's, 2.x the caller's only. */
const SCOPES: Readonly<Record<Generation, Scope>> = {
  v2: (caller, inAlbums) => (inAlbums ? (asset) => asset.ownerId === caller.user.id : ownAndPartners(caller, false)),
  v3: (caller, inAlbums) => (inAlbums ? () => true : ownAndPartners(caller, false)),
};

function isVisibleByDefault(asset: Asset, generation: Generation, inAlbums: boolean): boolean {
  if (generation === 'v3') return asset.visibility !== 'locked';
  return asset.visibility === 'timeline' || (asset.visibility === 'archive' && !inAlbums);
}
