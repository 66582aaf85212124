import { dirname } from 'node:path/posix';
import { isVideo } from './media-types.ts';
import type { Asset } from './records.ts';

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
  | 'folder';

export type FacetValue = string | number | boolean | null;

/** The values of an asset. */
const FACETS: Readonly<Record<Facet, (asset: Asset) => readonly FacetValue[]>> = {
  personIds: (asset) => asset.personIds,
  tagIds: (asset) => asset.tagIds,
  city: (asset) => [asset.exif.city],
  state: (asset) => [asset.exif.state],
  country: (asset) => [asset.exif.country],
  make: (asset) => [asset.exif.make],
  model: (asset) => [asset.exif.model],
  rating: (asset) => [asset.exif.rating],
  isFavorite: (asset) => [asset.isFavorite],
  visibility: (asset) => [asset.visibility],
  type: (asset) => [isVideo(asset.originalFileName) ? 'VIDEO' : 'IMAGE'],
  folder: (asset) => [dirname(asset.originalPath)],
};

/** Ascending indexes by value. */
export type Postings = ReadonlyMap<FacetValue, Uint32Array>;

/** Lists, for each value of a facet, who has it; one pass over all. */
export function collectPostings(facet: Facet, count: number, peek: (index: number) => Asset): Postings {
  const lists = new Map<FacetValue, number[]>();
  for (let index = 0; index < count; index++) {
    for (const value of FACETS[facet](peek(index))) {
      const known = lists.get(value);
      if (known) known.push(index);
      else lists.set(value, [index]);
    }
  }
  return new Map([...lists].map(([value, list]) => [value, Uint32Array.from(list)]));
}
