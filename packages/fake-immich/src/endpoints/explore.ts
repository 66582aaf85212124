import { json } from '../http/reply.ts';
import type { Caller, EndpointRequest, Route } from '../http/route.ts';
import { boolean, type Check, fromUrl, oneOf, required, text, validate } from '../http/validation.ts';
import type { Asset, Exif } from '../library/records.ts';
import type { Selection } from '../library/selections.ts';
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

function suggestions(request: EndpointRequest, caller: Caller): readonly (string | null)[] {
  const { query, generation } = request;
  validate(query, CHECKS, generation);
  const field = FIELDS[query.type ?? ''] ?? 'city';
  const given = FILTERS.filter((name) => name !== field && query[name] !== undefined);
  const values = distinctValues(request, shownAssets(request, caller), { field, given });
  const listed = [...values].filter((value) => value !== null && value !== '').toSorted();
  return query.includeNull === 'true' && values.has(null) ? [...listed, null] : listed;
}

interface Wanted {
  readonly field: keyof Exif;
  readonly given: readonly (keyof Exif & string)[];
}

const known = new WeakMap<Selection, Map<string, ReadonlySet<string | null>>>();

/** Looks at each asset once for each question, until something changes. */
function distinctValues(
  { library, query }: EndpointRequest,
  shown: Selection,
  { field, given }: Wanted,
): ReadonlySet<string | null> {
  const answers = known.get(shown) ?? new Map<string, ReadonlySet<string | null>>();
  known.set(shown, answers);
  const key = JSON.stringify([field, given.map((name) => [name, query[name]])]);
  const before = answers.get(key);
  if (before) return before;
  const values = new Set<string | null>();
  for (const index of shown) {
    const exif = library.assets.peek(index)?.exif;
    if (exif && given.every((name) => exif[name] === query[name])) values.add(exif[field] as string | null);
  }
  answers.set(key, values);
  return values;
}

/** The caller's and their partners' assets that a timeline shows. */
function shownAssets({ selections }: EndpointRequest, { user }: Caller): Selection {
  const owners = new Set([user.id, ...user.partners.filter((one) => one.inTimeline).map((one) => one.userId)]);
  return selections.select({
    key: JSON.stringify(['shown', ...owners]),
    matches: (asset: Asset) => asset.visibility === 'timeline' && asset.trashedAt === null && owners.has(asset.ownerId),
  });
}

const cities = new WeakMap<Selection, ReadonlyMap<string, number>>();

/** One asset stands for each city: here that of the smallest id. */
function firstByCity(request: EndpointRequest, caller: Caller): ReadonlyMap<string, number> {
  const { assets } = request.library;
  const shown = shownAssets(request, caller);
  const before = cities.get(shown);
  if (before) return before;
  const first = new Map<string, { readonly index: number; readonly id: string }>();
  for (const index of shown) {
    const asset = assets.peek(index);
    const city = asset?.exif.city;
    if (!asset || typeof city !== 'string') continue;
    const { id } = asset;
    const best = first.get(city);
    if (!best || id < best.id) first.set(city, { index, id });
  }
  const found = new Map([...first].map(([city, { index }]) => [city, index]));
  cities.set(shown, found);
  return found;
}
