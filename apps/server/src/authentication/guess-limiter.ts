import { LibraryError, type LibraryErrorCode } from '@immich-webdav/core';
import type { RateLimiterAbstract, RateLimiterRes } from 'rate-limiter-flexible';
import RateLimiterMemory from 'rate-limiter-flexible/lib/RateLimiterMemory.js';

/** A log-in that may be checked. It counts as a failure until it is taken back. */
export interface Attempt {
  /** Failures of this key before it, as far as they are remembered. */
  readonly failures: number;
  /** It was right, or could not be checked. */
  takeBack(): Promise<void>;
  /** It was wrong. Resolves with the seconds for which the key is locked out from now on; 0 = it is not. */
  fail(): Promise<number>;
}

/** Slows down guessing. */
export interface GuessLimiter {
  /** Rejects with `rate-limited` and the time to wait while the key is locked out, or has all its attempts under way. */
  begin(key: string): Promise<Attempt>;
}

/** Counters by key, in memory or, with another class of the package, in a store that several servers share. */
export interface GuessCounters {
  /** Failures and attempts under way, `FREE_FAILURES` points for `WINDOW_SECONDS`; blocked while the key is locked out. */
  readonly failures: RateLimiterAbstract;
  /** How often the key was locked out. */
  readonly lockOuts: RateLimiterAbstract;
}

const FREE_FAILURES = 5;
const WINDOW_SECONDS = 60;
/** The first lock-out takes a second, each further one twice as long as the one before. */
const LONGEST_LOCK_OUT_SECONDS = 300;
/** Without a failure for this long, the next lock-out is a first one again. */
const MEMORY_SECONDS = 3600;
/** When attempts under way may be decided. */
const UNDER_WAY_MS = 1000;

export const memoryCounters = (): GuessCounters => ({
  failures: new RateLimiterMemory({ points: FREE_FAILURES, duration: WINDOW_SECONDS }),
  lockOuts: new RateLimiterMemory({ points: Number.MAX_SAFE_INTEGER, duration: MEMORY_SECONDS }),
});

/**
 * Allows five failures a minute, then locks the key out; after a lock-out, each single failure brings the next one. An
 * attempt is counted before it is checked, so that many at once are no more than many in a row.
 */
export function createGuessLimiter({ failures, lockOuts }: GuessCounters = memoryCounters()): GuessLimiter {
  return {
    async begin(key) {
      const level = (await lockOuts.get(key))?.consumedPoints ?? 0;
      const points = level === 0 ? 1 : FREE_FAILURES;
      const { consumedPoints } = await consume(failures, key, points);

      return {
        failures: level * FREE_FAILURES + consumedPoints - points,
        async takeBack() {
          const now = await failures.get(key);
          // A lock-out that began meanwhile stays.
          if (now !== null && now.consumedPoints <= FREE_FAILURES) await failures.reward(key, points);
        },
        async fail() {
          const now = await failures.get(key);
          if (now?.consumedPoints !== FREE_FAILURES) return 0;
          const seconds = Math.min(2 ** level, LONGEST_LOCK_OUT_SECONDS);
          await failures.block(key, seconds);
          await lockOuts.set(key, level + 1, MEMORY_SECONDS);
          return seconds;
        },
      };
    },
  };
}

async function consume(failures: RateLimiterAbstract, key: string, points: number): Promise<RateLimiterRes> {
  try {
    return await failures.consume(key, points);
  } catch (refused) {
    if (refused instanceof Error) throw refused;
    const { consumedPoints, msBeforeNext } = refused as RateLimiterRes;
    await failures.reward(key, points);
    const isLockedOut = consumedPoints - points > FREE_FAILURES;
    throw tooMany(isLockedOut ? msBeforeNext : UNDER_WAY_MS);
  }
}

const code: LibraryErrorCode = 'rate-limited';

function tooMany(retryAfterMs: number): LibraryError {
  const seconds = Math.ceil(retryAfterMs / 1000);
  return new LibraryError(code, `Too many wrong log-ins came from this address; try again in ${seconds} s.`, {
    retryAfterMs,
  });
}
