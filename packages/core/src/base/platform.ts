import type { Clock } from '../ports/clock.ts';

declare global {
  /** The part of the platform's AbortController that the core uses; it merges with the platform's own declaration. */
  interface AbortController {
    readonly signal: AbortSignal;
    abort(reason?: unknown): void;
  }
}

/** Globals of every JavaScript runtime that no ECMAScript library declares. `setImmediate` exists in Node only. */
interface Platform {
  readonly AbortController: new () => AbortController;
  readonly performance: { now(): number };
  readonly setTimeout: (run: () => void, ms: number) => unknown;
  readonly clearTimeout: (timer: unknown) => void;
  readonly setImmediate?: (run: () => void) => unknown;
  readonly crypto: { randomUUID(): string };
}

const platform = (): Platform => globalThis as unknown as Platform;

/** A new AbortController of the platform. */
export const createStopSignal = (): AbortController => new (platform().AbortController)();

/** A random UUID (RFC 9562, version 4). */
export const randomUuid = (): string => platform().crypto.randomUUID();

/** Longer timers overflow in Node and browsers, and fire at once. */
const longestTimerMs = 2 ** 31 - 1;

/** The clock of the platform. A sleep lasts 24.8 days at most. */
export const systemClock: Clock = {
  now: () => Date.now(),
  elapsed: () => Math.floor(platform().performance.now()),
  random: () => Math.random(),
  sleep: (ms, signal) =>
    new Promise((resolve) => {
      const { setTimeout, clearTimeout, setImmediate } = platform();
      if (signal?.aborted) resolve();
      // A timer of 0 takes a millisecond or more; an immediate only yields to waiting work.
      else if (ms <= 0 && setImmediate) setImmediate(resolve);
      else {
        const end = (): void => {
          clearTimeout(timer);
          signal?.removeEventListener('abort', end);
          resolve();
        };
        const timer = setTimeout(end, Math.min(ms, longestTimerMs));
        signal?.addEventListener('abort', end);
      }
    }),
};
