/** `2024-09-21T01:20:30.120Z`: the form of an asset's own times. */
export const isoDate = (time: number): string => new Date(time).toISOString();

/** `2024-09-21T01:20:30.12+00:00`: the form of nested records, which the database renders. */
export const databaseDate = (time: number): string => {
  const iso = isoDate(time);
  const fraction = iso.slice(19, 23).replace(/\.?0+$/, '');
  return `${iso.slice(0, 19)}${fraction}+00:00`;
};

/** Midnight of that day, `2024-09-21T00:00:00.000Z`. */
export const dayOf = (time: number): string => `${isoDate(time).slice(0, 10)}T00:00:00.000Z`;

/** A duration as 2.x tells it: `00:00:20.000`, and `0:00:00.00000` for none. */
export function durationText(milliseconds: number | null): string {
  if (milliseconds === null) return '0:00:00.00000';
  const time = new Date(milliseconds).toISOString().slice(13, 23);
  return `${String(Math.floor(milliseconds / 3_600_000)).padStart(2, '0')}${time}`;
}
