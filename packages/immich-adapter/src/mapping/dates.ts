/** Anything else, the platform's parser would guess at. */
const ISO_DATE = /^[+-]?\d{4,6}-\d\d-\d\dT/;

/**
 * The first of some dates that can be read, in milliseconds since the epoch; 0 when none can. Immich mixes `…120Z` and
 * `…12+00:00`, and one broken date in an old photo must not hide a whole album.
 */
export function firstDate(...texts: readonly (string | undefined)[]): number {
  for (const text of texts) {
    const time = ISO_DATE.test(text ?? '') ? Date.parse(text ?? '') : Number.NaN;
    if (!Number.isNaN(time)) return time;
  }
  return 0;
}
