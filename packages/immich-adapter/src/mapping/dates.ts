/** Nearly all dates. Anything else, the platform's parser would guess at. */
const ISO_DATE = /^\d{4}-\d\d-\d\dT[^ ]+$/;
/** Years that take a sign or more than four digits. */
const FAR_DATE = /^(?<year>[+-]?\d{4,6})(?<rest>-\d\d-\d\dT[^ ]+?)(?<era> BC)?$/;

/**
 * The first of some dates that can be read, in milliseconds since the epoch; 0 when none can. Immich mixes `…120Z` and
 * `…12+00:00`, and one broken date in an old photo must not hide a whole album.
 */
export function firstDate(...values: readonly unknown[]): number {
  for (const value of values) {
    const time = typeof value === 'string' ? parseDate(value) : Number.NaN;
    if (!Number.isNaN(time)) return time;
  }
  return 0;
}

function parseDate(text: string): number {
  if (ISO_DATE.test(text)) return Date.parse(text);
  const { year, rest, era } = FAR_DATE.exec(text)?.groups ?? {};
  return year === undefined ? Number.NaN : Date.parse(`${isoYear(yearOf(year, era !== undefined))}${rest}`);
}

/** A year as ECMAScript's dates write it: four digits, or a sign and six for one before 0 or after 9999. */
export function isoYear(year: number): string {
  if (year >= 0 && year <= 9999) return String(year).padStart(4, '0');
  return `${year < 0 ? '-' : '+'}${String(Math.abs(year)).padStart(6, '0')}`;
}

/**
 * The year of a date in JSON or of PostgreSQL, which writes years after 9999 without a sign and marks those before 1 with `BC`;
 * it has no year 0.
 */
export function yearOf(digits: string, isBeforeChrist: boolean): number {
  return isBeforeChrist ? 1 - Number(digits) : Number(digits);
}
