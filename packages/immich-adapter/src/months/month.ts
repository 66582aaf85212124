import type { ImmichAsset, ImmichTimeBucket } from '../contract/immich.ts';
import type { SearchFilter } from '../search/search-pages.ts';
import { listIn } from '../versions/unfit-answer.ts';

/** A month by local time, as `2024-03`. */
export type Month = string;

/** No clock on earth is further from UTC than 14 hours; a day and a bit leaves room for a camera that was set wrong. */
const WIDER_MS = 26 * 60 * 60 * 1000;

/** The month in which something was taken where it was taken. */
export const monthOf = ({ localDateTime }: ImmichAsset): Month => String(localDateTime).slice(0, 7);

/** First and last millisecond, read as UTC. */
export function spanOf(month: Month): { readonly first: number; readonly last: number } {
  const [year = 0, number = 1] = month.split('-').map(Number);
  const next = number === 12 ? `${pad(year + 1, 4)}-01` : `${pad(year, 4)}-${pad(number + 1, 2)}`;
  return { first: Date.parse(`${month}-01T00:00:00Z`), last: Date.parse(`${next}-01T00:00:00Z`) - 1 };
}

const pad = (value: number, digits: number): string => String(value).padStart(digits, '0');

/** A search that finds all of a month and some of its neighbours: Immich compares times in UTC, and months are local. */
export function searchFor(month: Month): SearchFilter {
  const { first, last } = spanOf(month);
  return {
    takenAfter: new Date(first - WIDER_MS).toISOString(),
    takenBefore: new Date(last + WIDER_MS).toISOString(),
  };
}

/** How much each month holds, of an answer of Immich. A date that is none of our calendar's is passed over. */
export function countsOf(buckets: readonly ImmichTimeBucket[]): ReadonlyMap<Month, number> {
  const readable = listIn(buckets, 'the list of months').filter(({ timeBucket }) =>
    /^\d{4}-\d\d-01(?:$|T)/.test(timeBucket),
  );
  return new Map(readable.map(({ timeBucket, count }) => [timeBucket.slice(0, 7), count]));
}
