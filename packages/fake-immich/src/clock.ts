/** Gives the time in milliseconds since the epoch. */
export type Now = () => number;

/** Stamps changes. Two changes never get the same stamp, as on a real server, where each takes longer than a millisecond. */
export interface Clock {
  readonly now: Now;
  readonly stamp: Now;
}

/** Makes a clock over `now`; with a frozen `now` the stamps still rise, by a millisecond each. */
export function createClock(now: Now = Date.now): Clock {
  let last = Number.NEGATIVE_INFINITY;
  const stamp = (): number => {
    last = Math.max(now(), last + 1);
    return last;
  };
  return { now, stamp };
}
