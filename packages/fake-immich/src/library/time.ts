import type { Time } from './description.ts';

/** A time in milliseconds since the epoch, undefined for none. Throws on a text that is no date. */
export function timeOf(time: Time | undefined): number | undefined {
  if (time === undefined) return undefined;
  const value = new Date(time).getTime();
  if (Number.isNaN(value)) throw new TypeError(`Not a time: ${String(time)}`);
  return value;
}
