import { json } from '../http/reply.ts';
import type { Caller, EndpointRequest, Route } from '../http/route.ts';
import { asObject, type Check, validate } from '../http/validation.ts';
import type { Asset } from '../library/records.ts';
import { renderAsset } from '../render/asset.ts';
import { renderPeopleOf } from '../render/person.ts';
import { CHECKS, type Criteria } from './search-criteria.ts';
import { isTrue, questionOf } from './search-question.ts';

const DEFAULT_SIZE = 250;

/** Searches by what Immich knows of each asset. */
export const searchRoutes: readonly Route[] = [
  {
    method: 'POST',
    path: '/api/search/metadata',
    sharedLink: ['v3'],
    access: 'permission',
    permission: 'asset.read',
    handle: (request, caller) => json(searchMetadata(request, caller)),
  },
  {
    method: 'POST',
    path: '/api/search/statistics',
    access: 'permission',
    permission: 'asset.statistics',
    handle: (request, caller) => {
      const criteria = criteriaOf(request);
      return json({ total: request.selections.select(questionOf(request, caller, criteria, true)).length });
    },
  },
  {
    method: 'POST',
    path: '/api/search/random',
    access: 'permission',
    permission: 'asset.read',
    handle: (request, caller) => {
      const { library, selections } = request;
      const criteria = criteriaOf(request);
      const found = selections.select(questionOf(request, caller, criteria));
      const drawn = draw(found.length, Number(criteria.size ?? DEFAULT_SIZE));
      const assets = drawn.flatMap((place) => library.assets.at(found[place] ?? -1) ?? []);
      return json(renderFound(request, caller, criteria, assets));
    },
  },
];

/** The body of a search, checked. */
export function criteriaOf(
  { body, generation }: EndpointRequest,
  more: Readonly<Record<string, Check>> = {},
): Criteria {
  const criteria = asObject(body) as Criteria;
  validate(criteria, { ...CHECKS, ...more }, generation);
  return criteria;
}

/** Assets as a search shows them. */
export function renderFound(
  { generation, library }: EndpointRequest,
  { user }: Caller,
  criteria: Criteria,
  assets: readonly Asset[],
): readonly object[] {
  const withPeople = isTrue(criteria.withPeople);
  return assets.map((asset) =>
    renderAsset(asset, {
      generation,
      withExif: isTrue(criteria.withExif),
      ...(withPeople && asset.ownerId === user.id && { people: renderPeopleOf(library, asset, generation) }),
    }),
  );
}

/** The reply of a search that has pages. */
export function renderPage(items: readonly object[], nextPage: number | undefined): object {
  return {
    albums: { total: 0, count: 0, items: [], facets: [] },
    assets: {
      // Immich tells the number of items of this page, not of all.
      total: items.length,
      count: items.length,
      items,
      facets: [],
      nextPage: nextPage === undefined ? null : String(nextPage),
    },
  };
}

/** Pages are offsets: a change in between shifts them. */
function searchMetadata(request: EndpointRequest, caller: Caller): object {
  const { library, selections } = request;
  const criteria = criteriaOf(request);
  const found = selections.select(questionOf(request, caller, criteria));
  const page = Number(criteria.page ?? 1);
  const size = Number(criteria.size ?? DEFAULT_SIZE);
  const start = (page - 1) * size;
  const indexes =
    criteria.order === 'asc'
      ? found.subarray(start, start + size)
      : found.slice(Math.max(0, found.length - start - size), Math.max(0, found.length - start)).reverse();
  const assets = [...indexes].flatMap((index) => library.assets.at(index) ?? []);
  const hasNext = found.length > start + size;
  return renderPage(renderFound(request, caller, criteria, assets), hasNext ? page + 1 : undefined);
}

/** So many different numbers below `count`, by chance. */
function draw(count: number, size: number): readonly number[] {
  if (size * 2 > count) return shuffled(count).slice(0, size);
  const drawn = new Set<number>();
  while (drawn.size < size) drawn.add(Math.floor(Math.random() * count));
  return [...drawn];
}

/** Fisher and Yates. */
function shuffled(count: number): readonly number[] {
  const numbers = Array.from({ length: count }, (_, number) => number);
  for (let last = count - 1; last > 0; last--) {
    const other = Math.floor(Math.random() * (last + 1));
    [numbers[last], numbers[other]] = [numbers[other] ?? 0, numbers[last] ?? 0];
  }
  return numbers;
}
