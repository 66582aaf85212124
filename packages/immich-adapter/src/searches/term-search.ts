import type { ImmichAsset, ImmichStatisticsSearch } from '../contract/immich.ts';
import { exifOf } from '../mapping/asset.ts';
import { firstDate } from '../mapping/dates.ts';
import type { SearchFilter } from '../search/search-pages.ts';
import type { SearchTerms } from './saved-search.ts';

/** Immich compares times in UTC, and people mean those on the clock; what is found too much is dropped by `fits`. */
const WIDER_MS = 26 * 60 * 60 * 1000;

/** What Immich is asked; it finds all that fits, and perhaps more. */
export function filterOf(terms: SearchTerms): SearchFilter {
  const { takenFrom, takenBefore, sizeAbove: _above, sizeBelow: _below, ...same } = terms;
  return {
    ...same,
    ...(takenFrom !== undefined && { takenAfter: new Date(takenFrom - WIDER_MS).toISOString() }),
    ...(takenBefore !== undefined && { takenBefore: new Date(takenBefore + WIDER_MS).toISOString() }),
  };
}

/** Immich counts without regard to names and paths; whatever comes or goes among more is seen all the same. */
export function countFilterOf(terms: SearchTerms): ImmichStatisticsSearch {
  const { originalFileName: _name, originalPath: _path, updatedAfter: _after, ...counted } = filterOf(terms);
  return counted;
}

/** What Immich cannot be asked. Something whose size is not known is neither larger nor smaller. */
export function fits(terms: SearchTerms, record: ImmichAsset): boolean {
  const { takenFrom = -Infinity, takenBefore = Infinity, sizeAbove, sizeBelow } = terms;
  const takenAt = firstDate(record.localDateTime, record.fileCreatedAt);
  const size = exifOf(record).fileSizeInByte ?? Number.NaN;
  return (
    takenAt >= takenFrom &&
    takenAt < takenBefore &&
    (sizeAbove === undefined || size > sizeAbove) &&
    (sizeBelow === undefined || size < sizeBelow)
  );
}
