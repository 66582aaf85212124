import { setImmediate, setTimeout } from 'node:timers/promises';
import type { Clock } from '@immich-webdav/core';

/** Time as the machine knows it. */
export const systemClock: Clock = {
  now: Date.now,
  random: Math.random,
  sleep: async (ms, signal) => {
    const options = signal && { signal };
    try {
      // A timer of 0 would wait for a millisecond; an immediate only lets waiting work go first.
      await (ms > 0 ? setTimeout(ms, undefined, options) : setImmediate(undefined, options));
    } catch (error) {
      if (!signal?.aborted) throw error;
    }
  },
};
