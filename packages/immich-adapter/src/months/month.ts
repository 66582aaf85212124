import type { ImmichAsset, ImmichTimeBucket } from '../contract/immich.ts';
import { firstDate, isoYear, yearOf } from '../mapping/dates.ts';
import { isRecord, listIn } from '../mapping/records.ts';
import type { SearchFilter } from '../search/search-pages.ts';

/** A month by local time, as `2024-03`; with a sign and six digits for years before 0 and after 9999. */
export type Month = string;

/** No time zone is more than 14 hours from UTC; 26 leave room for a wrong camera clock. */
const WIDER_MS = 26 * 60 * 60 * 1000;

/** Immich takes dates of four digits, and its database has no year 0. */
const FIRST_SEARCHED = Date.parse('0001-01-01T00:00:00Z');
const LAST_SEARCHED = Date.parse('9999-12-31T23:59:59.999Z');

/** The month in which an asset was taken, by local time. */
export const monthOf = ({ localDateTime, fileCreatedAt, createdAt }: ImmichAsset): Month =>
  new Date(firstDate(localDateTime, fileCreatedAt, createdAt)).toISOString().slice(0, -17);

/** First and last millisecond, read as UTC. */
export function spanOf(month: Month): { readonly first: number; readonly last: number } {
  const year = Number(month.slice(0, -3));
  const number = Number(month.slice(-2));
  const next = number === 12 ? `${isoYear(year + 1)}-01` : `${isoYear(year)}-${String(number + 1).padStart(2, '0')}`;
  return { first: Date.parse(`${month}-01T00:00:00Z`), last: Date.parse(`${next}-01T00:00:00Z`) - 1 };
}

/**
 * A search that finds all of a month and some of its neighbours: Immich compares times in UTC, and months are local. A bound that
 * Immich cannot read is widened to the nearest that it can, or left out.
 */
export function searchFor(month: Month): SearchFilter {
  const { first, last } = spanOf(month);
  const [after, before] = [first - WIDER_MS, last + WIDER_MS];
  return {
    ...(after >= FIRST_SEARCHED && { takenAfter: new Date(Math.min(after, LAST_SEARCHED)).toISOString() }),
    ...(before <= LAST_SEARCHED && { takenBefore: new Date(Math.max(before, FIRST_SEARCHED)).toISOString() }),
  };
}

const BUCKET = /^(?<year>[+-]?\d{4,6})-(?<month>\d\d)-01(?:T.*)?(?<era> BC)?$/;

const isCount = (value: unknown): boolean =>
  isRecord(value) && typeof value.timeBucket === 'string' && Number.isSafeInteger(value.count);

/** How much each month holds, of an answer of Immich. Skips malformed dates. */
export function countsOf(buckets: readonly ImmichTimeBucket[]): ReadonlyMap<Month, number> {
  return new Map(
    listIn(buckets, 'the list of months', isCount).flatMap(({ timeBucket, count }) => {
      const { year, month, era } = BUCKET.exec(timeBucket)?.groups ?? {};
      return year === undefined ? [] : [[`${isoYear(yearOf(year, era !== undefined))}-${month}`, count] as const];
    }),
  );
}
