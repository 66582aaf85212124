import { setImmediate, setTimeout } from 'node:timers/promises';
import type { Clock } from '@immich-webdav/core';

/** Node fires timers that are longer than this immediately. */
const LONGEST_TIMER_MS = 2 ** 31 - 1;

/** The clock of the system. The longest sleep is 24.8 days. */
export const systemClock: Clock = {
  now: Date.now,
  elapsed: () => Math.floor(performance.now()),
  random: Math.random,
  sleep: async (ms, signal) => {
    const options = signal && { signal };
    try {
      // A timer of 0 ms waits for a millisecond; an immediate only yields to pending work.
      const timer = Math.min(ms, LONGEST_TIMER_MS);
      await (timer > 0 ? setTimeout(timer, undefined, options) : setImmediate(undefined, options));
    } catch (error) {
      if (!signal?.aborted) throw error;
    }
  },
};
