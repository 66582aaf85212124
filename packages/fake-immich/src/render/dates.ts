const DAY_MS = 86_400_000;
const TWO_DIGITS: readonly string[] = Array.from({ length: 100 }, (_, number) => String(number).padStart(2, '0'));
const MOST_DAYS = 4096;

/** A listing has six times per asset, and rendering them was most of its cost: days are rendered once. */
const days = new Map<number, string>();

function dayText(day: number): string {
  const known = days.get(day);
  if (known !== undefined) return known;
  if (days.size >= MOST_DAYS) days.clear();
  const rendered = new Date(day * DAY_MS).toISOString().slice(0, -13);
  days.set(day, rendered);
  return rendered;
}

/** `2024-09-21T01:20:30`, and the milliseconds that are left. */
function toSeconds(time: number): readonly [string, number] {
  const day = Math.floor(time / DAY_MS);
  const rest = Math.floor(time - day * DAY_MS);
  const hours = TWO_DIGITS[Math.floor(rest / 3_600_000)];
  const minutes = TWO_DIGITS[Math.floor(rest / 60_000) % 60];
  const seconds = TWO_DIGITS[Math.floor(rest / 1000) % 60];
  return [`${dayText(day)}${hours}:${minutes}:${seconds}`, rest % 1000];
}

/** `2024-09-21T01:20:30.120Z`: the form of an asset's own times. */
export function isoDate(time: number): string {
  const [text, milliseconds] = toSeconds(time);
  return `${text}.${String(milliseconds).padStart(3, '0')}Z`;
}

/**
 * `2024-09-21T01:20:30.12+00:00`: the form of nested records, which the database renders. Years after 9999 have no sign there, and
 * those before 1 are counted back from Christ: `0044-03-15T00:00:00+00:00 BC`.
 */
export function databaseDate(time: number): string {
  const [text, milliseconds] = toSeconds(time);
  const fraction = milliseconds === 0 ? '' : `.${String(milliseconds).padStart(3, '0').replace(/0+$/, '')}`;
  const [, year = '', rest = ''] = /^([+-]?\d+)(.*)$/.exec(text) ?? [];
  const { digits, era } = databaseYear(Number(year));
  return `${digits}${rest}${fraction}+00:00${era}`;
}

/** A year as PostgreSQL writes it, and what it puts behind the whole date. */
export const databaseYear = (year: number): { readonly digits: string; readonly era: string } => ({
  digits: String(year > 0 ? year : 1 - year).padStart(4, '0'),
  era: year > 0 ? '' : ' BC',
});

/** Midnight of that day, `2024-09-21T00:00:00.000Z`. */
export const dayOf = (time: number): string => `${isoDate(time).slice(0, -14)}T00:00:00.000Z`;

/** A duration as 2.x tells it: `00:00:20.000`, and `0:00:00.00000` for none. */
export function durationText(milliseconds: number | null): string {
  if (milliseconds === null) return '0:00:00.00000';
  const time = new Date(milliseconds).toISOString().slice(13, 23);
  return `${String(Math.floor(milliseconds / 3_600_000)).padStart(2, '0')}${time}`;
}
