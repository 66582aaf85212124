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
