import type { Clock } from '../src/ports/clock.ts';

/** A clock whose sleeps end at once and are written down. */
export function createManualClock(): Clock & { readonly slept: number[] } {
  const slept: number[] = [];
  let now = Date.UTC(2026, 0, 1);
  return {
    slept,
    now: () => now,
    elapsed: () => now,
    random: () => 0,
    async sleep(ms) {
      if (ms > 0) slept.push(ms);
      now += ms;
    },
  };
}
