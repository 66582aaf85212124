import type { Asset } from '../ports/asset.ts';

/** A calendar day. */
export interface Day {
  /** `2024` */
  readonly year: string;
  /** `2024-03` */
  readonly month: string;
  /** `2024-03-09` */
  readonly date: string;
}

const dayOf = (wallClock: number): Day => {
  const date = new Date(wallClock).toISOString().slice(0, -14);
  return { year: date.slice(0, -6), month: date.slice(0, -3), date };
};

/** The local date on which an asset was taken. */
export const dayTaken = ({ capturedLocally, capturedAt }: Asset): Day => dayOf(capturedLocally ?? capturedAt);

/** Today, in the time zone of this process. Times are milliseconds since 1970-01-01T00:00Z. */
export interface Today extends Day {
  readonly beganAt: number;
  /** When tomorrow begins: 23 to 25 hours later. */
  readonly endsAt: number;
}

export function todayAt(now: number): Today {
  const midnight = new Date(now);
  midnight.setHours(0, 0, 0, 0);
  const beganAt = midnight.getTime();
  const day = dayOf(beganAt - midnight.getTimezoneOffset() * 60_000);
  return { ...day, beganAt, endsAt: midnight.setDate(midnight.getDate() + 1) };
}
