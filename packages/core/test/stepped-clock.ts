import type { Clock } from '../src/ports/clock.ts';

/** A clock that stands still until `pass` is called. */
export interface SteppedClock extends Clock {
  /** Lets time pass, and ends the sleeps that are over. */
  pass(ms: number): void;
  /** Sleeps that have not ended. */
  readonly sleeping: number;
}

export function createSteppedClock(): SteppedClock {
  let now = 0;
  const sleeps = new Map<() => void, number>();
  return {
    now: () => now,
    elapsed: () => now,
    random: () => 0,
    sleep: (ms, signal) =>
      new Promise((resolve) => {
        const wake = (): void => {
          sleeps.delete(wake);
          resolve();
        };
        sleeps.set(wake, now + ms);
        signal?.addEventListener('abort', wake);
        if (signal?.aborted) wake();
      }),
    pass(ms) {
      now += ms;
      for (const [wake, until] of sleeps) if (until <= now) wake();
    },
    get sleeping() {
      return sleeps.size;
    },
  };
}
