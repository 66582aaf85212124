import type { Clock } from '../ports/clock.ts';
import { createStopSignal } from './stop-signal.ts';

/** A wait that can be cut short. */
export interface Pause {
  /** Resolves with false after so many milliseconds, with true when woken; at once when woken since the last wait ended. */
  wait(ms: number): Promise<boolean>;
  readonly wake: () => void;
  /** Whoever woke it since the last wait is heard already. */
  readonly forget: () => void;
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
    forget() {
      isAwake = false;
    },
    wake() {
      isAwake = true;
      sleeping?.abort();
    },
  };
}
