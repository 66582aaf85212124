import { HttpError, noAccess } from '../http/http-error.ts';
import type { Caller, EndpointRequest } from '../http/route.ts';
import { maySee } from '../library/access.ts';
import type { Hint } from '../library/asset-store.ts';
import type { Facet, FacetValue } from '../library/facets.ts';
import type { Album, Asset } from '../library/records.ts';
import type { Question } from '../library/selections.ts';
import type { LibraryState } from '../library/state.ts';
import { withDescendants } from '../library/tag-tree.ts';
import type { Generation } from '../version.ts';
import { CONDITIONS, type Criteria } from './search-criteria.ts';

export const isTrue = (value: unknown): boolean => value === true || value === 'true';

/** Fields that say how results are shown, not which: all pages share one answer. */
const PRESENTATION = new Set(['page', 'size', 'order', 'withExif', 'withPeople', 'query', 'queryAssetId', 'language']);

/**
 * The question that checked criteria ask: whose assets, which visibility, then every condition that is given. `isOwnOnly`: in
 * albums too only the caller's (and partners') assets count, as for statistics.
 */
export function questionOf(request: EndpointRequest, caller: Caller, criteria: Criteria, isOwnOnly = false): Question {
  const { library, generation } = request;
  if (criteria.visibility === 'locked' && !caller.elevated) {
    throw new HttpError(401, 'Elevated permission is required');
  }
  // A link is asked for its album.
  if (caller.sharedLink && !criteria.albumIds?.length) throw noAccess('album.read');
  const albums = criteria.albumIds?.map((id) => readableAlbum(library, id, caller));
  const tags = criteria.tagIds?.map((id) => withDescendants(library, id));
  const owners = ownersFor(caller, generation, albums !== undefined && albums.length > 0 && !isOwnOnly);
  const conditions = Object.entries(criteria).filter(([name]) => !PRESENTATION.has(name));
  const passes = conditionsOf(criteria, caller, { generation, tags, owners });
  const isLoose = isTrue(criteria.isNotInAlbum)
    ? (index: number): boolean => library.albumCounts.of(index) === 0
    : (): boolean => true;
  return {
    key: JSON.stringify([
      'search',
      generation,
      caller.user.id,
      caller.elevated,
      owners && [...owners],
      conditions,
      tags?.map((ids) => [...ids]),
    ]),
    albums: albums && albums.length > 0 ? albums : undefined,
    hint: hintOf(criteria, tags),
    matches: (asset, index) => passes(asset) && isLoose(index),
  };
}

function readableAlbum(library: LibraryState, id: string, caller: Caller): Album {
  const album = library.albums.get(id);
  if (!album || !maySee(caller, album)) throw noAccess('album.read');
  return album;
}

/** Whose assets a search sees; undefined: everyone's. In an album 3.x shows everyone's, 2.x the caller's only. */
function ownersFor({ user }: Caller, generation: Generation, inAlbums: boolean): ReadonlySet<string> | undefined {
  if (inAlbums) return generation === 'v2' ? new Set([user.id]) : undefined;
  return new Set([user.id, ...user.partners.filter((one) => one.inTimeline).map((one) => one.userId)]);
}

interface Resolved {
  readonly generation: Generation;
  readonly tags: readonly ReadonlySet<string>[] | undefined;
  readonly owners: ReadonlySet<string> | undefined;
}

function conditionsOf(criteria: Criteria, caller: Caller, { generation, tags, owners }: Resolved) {
  const inAlbums = (criteria.albumIds ?? []).length > 0;
  const given = Object.entries(CONDITIONS).flatMap(([name, condition]) => {
    const value = criteria[name as keyof Criteria];
    return value === undefined ? [] : [(asset: Asset) => condition(asset, value)];
  });
  const isVisible = (asset: Asset): boolean =>
    criteria.visibility === undefined
      ? isVisibleByDefault(asset, generation, inAlbums)
      : asset.visibility === criteria.visibility && (asset.visibility !== 'locked' || asset.ownerId === caller.user.id);
  const withTrash =
    isTrue(criteria.withDeleted) || criteria.trashedAfter !== undefined || criteria.trashedBefore !== undefined;
  const isUntagged = criteria.tagIds === null;
  return (asset: Asset): boolean =>
    (withTrash || asset.trashedAt === null) &&
    (owners?.has(asset.ownerId) ?? true) &&
    given.every((matches) => matches(asset)) &&
    isVisible(asset) &&
    (tags?.every((ids) => asset.tagIds.some((id) => ids.has(id))) ?? true) &&
    (!isUntagged || asset.tagIds.length === 0);
}

function isVisibleByDefault(asset: Asset, generation: Generation, inAlbums: boolean): boolean {
  if (generation === 'v3') return asset.visibility !== 'locked';
  return asset.visibility === 'timeline' || (asset.visibility === 'archive' && !inAlbums);
}

const timeOf = (text: string | undefined): number | undefined => (text === undefined ? undefined : Date.parse(text));

/** Where a generated library of a million need look. */
function hintOf(criteria: Criteria, tags: readonly ReadonlySet<string>[] | undefined): Hint {
  const takenFrom = timeOf(criteria.takenAfter);
  const takenTo = timeOf(criteria.takenBefore);
  const updatedFrom = timeOf(criteria.updatedAfter);
  const facet = facetOf(criteria, tags);
  return {
    ...(takenFrom !== undefined && { takenFrom }),
    ...(takenTo !== undefined && { takenTo }),
    ...(updatedFrom !== undefined && { updatedFrom }),
    ...(facet && { facet }),
  };
}

/** Those that select least first. */
const SINGLE_FACETS = ['rating', 'city', 'state', 'model', 'country', 'make', 'type', 'visibility'] as const;

function facetOf(
  criteria: Criteria,
  tags: readonly ReadonlySet<string>[] | undefined,
): readonly [Facet, readonly FacetValue[]] | undefined {
  const [person] = criteria.personIds ?? [];
  const [tag] = tags ?? [];
  if (person !== undefined) return ['personIds', [person]];
  if (tag) return ['tagIds', [...tag]];
  if (isTrue(criteria.isFavorite)) return ['isFavorite', [true]];
  const name = SINGLE_FACETS.find((facet) => criteria[facet] !== undefined);
  return name && [name, [criteria[name] as FacetValue]];
}
