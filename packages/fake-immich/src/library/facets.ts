import { dirname } from 'node:path/posix';
import { isVideo } from './media-types.ts';
import type { Asset, Exif } from './records.ts';

/** A field that assets can be looked up by. */
export type Facet =
  | 'personIds'
  | 'tagIds'
  | 'city'
  | 'state'
  | 'country'
  | 'make'
  | 'model'
  | 'rating'
  | 'isFavorite'
  | 'visibility'
  | 'type'
  | 'folder'
  | 'place'
  | 'camera';

export type FacetValue = string | number | boolean | null;

/** Whether a timeline shows it. */
export const isShown = (asset: Asset): boolean =>
  asset.visibility === 'timeline' && asset.trashedAt === null && !asset.isOffline;

/** Country, state and city in one value. */
export const placeOf = ({ country, state, city }: Exif): string => JSON.stringify({ country, state, city });

/** The same of a camera. */
export const cameraOf = ({ make, model, lensModel }: Exif): string => JSON.stringify({ make, model, lensModel });

/** Ascending indexes by value. */
export type Postings = ReadonlyMap<FacetValue, Uint32Array>;

type Read<T> = (value: T, asset: Asset) => readonly FacetValue[];

const OF_ASSET: Readonly<Record<Exclude<Facet, keyof typeof OF_EXIF>, Read<Asset>>> = {
  personIds: (asset) => asset.personIds,
  tagIds: (asset) => asset.tagIds,
  isFavorite: (asset) => [asset.isFavorite],
  visibility: (asset) => [asset.visibility],
  type: (asset) => [isVideo(asset.originalFileName) ? 'VIDEO' : 'IMAGE'],
  folder: (asset) => (isShown(asset) ? [dirname(asset.originalPath)] : []),
};

const OF_EXIF = {
  city: (exif: Exif): readonly FacetValue[] => [exif.city],
  state: (exif: Exif): readonly FacetValue[] => [exif.state],
  country: (exif: Exif): readonly FacetValue[] => [exif.country],
  make: (exif: Exif): readonly FacetValue[] => [exif.make],
  model: (exif: Exif): readonly FacetValue[] => [exif.model],
  rating: (exif: Exif): readonly FacetValue[] => [exif.rating],
  place: (exif: Exif, asset: Asset): readonly FacetValue[] => (isShown(asset) ? [placeOf(exif)] : []),
  camera: (exif: Exif, asset: Asset): readonly FacetValue[] => (isShown(asset) ? [cameraOf(exif)] : []),
};

const isOfExif = (facet: Facet): facet is keyof typeof OF_EXIF => facet in OF_EXIF;

/**
 * Lists, for each value of a facet, who has it; one pass over all. A facet of the metadata brings the others of it, as the
 * metadata is what costs most to make.
 */
export function collectPostings(
  facet: Facet,
  count: number,
  peek: (index: number) => Asset,
): ReadonlyMap<Facet, Postings> {
  if (!isOfExif(facet))
    return new Map([[facet, collect(count, peek, (asset) => asset, [OF_ASSET[facet]])[0] ?? new Map()]]);
  const names = Object.keys(OF_EXIF) as readonly (keyof typeof OF_EXIF)[];
  const reads = names.map((name): Read<Exif> => OF_EXIF[name]);
  const collected = collect(count, peek, (asset) => asset.exif, reads);
  return new Map(names.map((name, place) => [name, collected[place] ?? new Map()]));
}

function collect<T>(
  count: number,
  peek: (index: number) => Asset,
  prepare: (asset: Asset) => T,
  reads: readonly Read<T>[],
): readonly Postings[] {
  const columns = reads.map((read) => ({ read, lists: new Map<FacetValue, number[]>() }));
  for (let index = 0; index < count; index++) {
    const asset = peek(index);
    const prepared = prepare(asset);
    for (const { read, lists } of columns) {
      for (const value of read(prepared, asset)) {
        const known = lists.get(value);
        if (known) known.push(index);
        else lists.set(value, [index]);
      }
    }
  }
  return columns.map(({ lists }) => new Map([...lists].map(([value, list]) => [value, Uint32Array.from(list)])));
}
