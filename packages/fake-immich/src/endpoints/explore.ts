import { json } from '../http/reply.ts';
import type { Caller, EndpointRequest, Route } from '../http/route.ts';
import { boolean, type Check, fromUrl, oneOf, required, text, validate } from '../http/validation.ts';
import { isShown } from '../library/facets.ts';
import type { Exif } from '../library/records.ts';
import { renderAsset } from '../render/asset.ts';

/** What there is to search for. */
export const exploreRoutes: readonly Route[] = [
  {
    method: 'GET',
    path: '/api/search/suggestions',
    access: 'permission',
    permission: 'asset.read',
    handle: (request, caller) => json(suggestions(request, caller)),
  },
  {
    method: 'GET',
    path: '/api/search/cities',
    access: 'permission',
    permission: 'asset.read',
    handle: (request, caller) => {
      const { library, generation } = request;
      const assets = [...firstByCity(request, caller)].toSorted(([a], [b]) => (a < b ? -1 : 1));
      return json(
        assets.map(([, index]) => {
          const asset = library.assets.at(index);
          return asset && renderAsset(asset, { generation, withExif: true });
        }),
      );
    },
  },
];

/** The field that each type of suggestion is of. */
const FIELDS: Readonly<Record<string, 'country' | 'state' | 'city' | 'make' | 'model' | 'lensModel'>> = {
  country: 'country',
  state: 'state',
  city: 'city',
  'camera-make': 'make',
  'camera-model': 'model',
  'camera-lens-model': 'lensModel',
};

const CHECKS: Readonly<Record<string, Check>> = {
  type: required(oneOf(...Object.keys(FIELDS))),
  country: text,
  state: text,
  make: text,
  model: text,
  lensModel: text,
  includeNull: fromUrl(boolean),
};

const FILTERS = ['country', 'state', 'make', 'model', 'lensModel'] as const;
const OF_PLACES: ReadonlySet<string> = new Set(['country', 'state', 'city']);

/** The values of a field, of the assets that agree with the filters. */
function suggestions(request: EndpointRequest, caller: Caller): readonly (string | null)[] {
  const { query, generation } = request;
  validate(query, CHECKS, generation);
  const field = FIELDS[query.type ?? ''] ?? 'city';
  const given = FILTERS.filter((name) => name !== field && query[name] !== undefined);
  const fields = [field, ...given];
  const values = new Set<string | null>();
  const facets = [
    ...(fields.some((name) => OF_PLACES.has(name)) ? (['place'] as const) : []),
    ...(fields.some((name) => !OF_PLACES.has(name)) ? (['camera'] as const) : []),
  ];
  for (const exif of facets.length === 1 && facets[0] ? kindsOf(request, caller, facets[0]) : allOf(request, caller)) {
    if (given.every((name) => exif[name] === query[name])) values.add(exif[field] ?? null);
  }
  const listed = [...values].filter((value) => value !== null && value !== '').toSorted(byCodeUnits);
  return query.includeNull === 'true' && values.has(null) ? [...listed, null] : listed;
}

const byCodeUnits = (a: string | null, b: string | null): number => ((a ?? '') < (b ?? '') ? -1 : 1);

type Kind = Pick<Exif, (typeof FIELDS)[string]>;

/** Each different place or camera once (or more often, of changed assets): there are few of them. */
function* kindsOf(request: EndpointRequest, caller: Caller, facet: 'place' | 'camera'): Generator<Kind> {
  for (const [, exif] of eachWith(request, caller, facet)) yield exif;
}

/** Places and cameras together: all assets are looked at. */
function* allOf({ library: { assets } }: EndpointRequest, { user }: Caller): Generator<Kind> {
  const owners = ownersFor(user);
  for (const index of assets.indexes()) {
    const asset = assets.peek(index);
    if (asset && isShown(asset) && owners.has(asset.ownerId)) yield asset.exif;
  }
}

const ownersFor = (user: Caller['user']): ReadonlySet<string> =>
  new Set([user.id, ...user.partners.filter((one) => one.inTimeline).map((one) => one.userId)]);

/** One untouched asset for each value of a facet, then every other; all of them the caller's (or partners') and shown. */
function* eachWith(
  { library: { assets } }: EndpointRequest,
  { user }: Caller,
  facet: 'place' | 'camera',
): Generator<readonly [index: number, exif: Exif, id: string]> {
  const owners = ownersFor(user);
  const pristine = [...assets.pristineValues(facet)].map(([, index]) => index);
  for (const index of [...pristine, ...assets.stored()]) {
    const asset = assets.peek(index);
    if (asset && isShown(asset) && owners.has(asset.ownerId)) yield [index, asset.exif, asset.id];
  }
}

/** One asset stands for each city: here, of those that are looked at, that of the smallest id. */
function firstByCity(request: EndpointRequest, caller: Caller): ReadonlyMap<string, number> {
  const first = new Map<string, { readonly index: number; readonly id: string }>();
  for (const [index, { city }, id] of eachWith(request, caller, 'place')) {
    const best = first.get(city ?? '');
    if (city !== null && (!best || id < best.id)) first.set(city, { index, id });
  }
  return new Map([...first].map(([city, { index }]) => [city, index]));
}
