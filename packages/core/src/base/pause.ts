import type { Clock } from '../ports/clock.ts';
import { createStopSignal } from './platform.ts';

/** A wait that can be ended early. */
export interface Pause {
  /** Resolves with false after the given milliseconds, or with true on `wake`; at once if `wake` was called since the last wait. */
  wait(ms: number): Promise<boolean>;
  readonly wake: () => void;
  /** Discards calls of `wake` since the last wait. */
  readonly reset: () => void;
}

export function createPause(clock: Clock): Pause {
  let isAwake = false;
  let sleeping: AbortController | undefined;
  return {
    async wait(ms) {
      if (!isAwake) {
        sleeping = createStopSignal();
        await clock.sleep(ms, sleeping.signal);
        sleeping = undefined;
      }
      const wasWoken = isAwake;
      isAwake = false;
      return wasWoken;
    },
    reset() {
      isAwake = false;
    },
    wake() {
      isAwake = true;
      sleeping?.abort();
    },
  };
}
