import { LibraryError, type LibraryErrorCode } from '@immich-webdav/core';
import type { RateLimiterAbstract, RateLimiterRes } from 'rate-limiter-flexible';
import RateLimiterMemory from 'rate-limiter-flexible/lib/RateLimiterMemory.js';

/** A log-in attempt. It counts as a failure until `takeBack`. */
export interface Attempt {
  /** Earlier failures of this key within the counting windows. */
  readonly failures: number;
  /** For right credentials, and for those that could not be checked. */
  takeBack(): Promise<void>;
  /** For wrong credentials. Resolves with the seconds of the lock-out that begins now; 0 = none. */
  fail(): Promise<number>;
}

/** Limits password guessing. */
export interface GuessLimiter {
  /** Rejects with `rate-limited` and the time to wait while one of the keys is locked out, or has too many pending attempts. */
  begin(keys: readonly string[]): Promise<Attempt>;
}

/** Counters by key, in memory. Other classes of `rate-limiter-flexible` share them between servers. */
export interface GuessCounters {
  /** Failures and pending attempts: `FREE_FAILURES` points for `WINDOW_SECONDS`. Blocked while the key is locked out. */
  readonly failures: RateLimiterAbstract;
  /** Number of lock-outs. */
  readonly lockOuts: RateLimiterAbstract;
}

const FREE_FAILURES = 5;
const WINDOW_SECONDS = 60;
/** The first lock-out lasts a second, each further one twice as long. */
const LONGEST_LOCK_OUT_SECONDS = 300;
/** After this long without a failure, lock-outs start again at one second. */
const MEMORY_SECONDS = 3600;
/** When pending attempts are probably finished. */
const PENDING_MS = 1000;

export const memoryCounters = (): GuessCounters => ({
  failures: new RateLimiterMemory({ points: FREE_FAILURES, duration: WINDOW_SECONDS }),
  lockOuts: new RateLimiterMemory({ points: Number.MAX_SAFE_INTEGER, duration: MEMORY_SECONDS }),
});

/**
 * Allows five failures a minute, then locks the key out. After a lock-out, a single failure causes the next one. Attempts are
 * counted before they are checked, so that parallel attempts gain nothing.
 */
export function createGuessLimiter({ failures, lockOuts }: GuessCounters = memoryCounters()): GuessLimiter {
  const beginOne = async (key: string): Promise<Attempt> => {
    const level = (await lockOuts.get(key))?.consumedPoints ?? 0;
    const points = level === 0 ? 1 : FREE_FAILURES;
    const { consumedPoints } = await consume(failures, key, points);

    return {
      failures: level * FREE_FAILURES + consumedPoints - points,
      async takeBack() {
        const now = await failures.get(key);
        // Keep a lock-out that began meanwhile.
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
  };
  return {
    async begin(keys) {
      const attempts: Attempt[] = [];
      const takeBack = async (): Promise<void> => {
        for (const attempt of attempts) await attempt.takeBack();
      };
      try {
        for (const key of keys) attempts.push(await beginOne(key));
      } catch (error) {
        await takeBack();
        throw error;
      }
      return {
        failures: Math.max(...attempts.map(({ failures }) => failures)),
        takeBack,
        async fail() {
          const seconds = await Promise.all(attempts.map((attempt) => attempt.fail()));
          return Math.max(...seconds);
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
    throw tooMany(isLockedOut ? msBeforeNext : PENDING_MS);
  }
}

const code: LibraryErrorCode = 'rate-limited';

function tooMany(retryAfterMs: number): LibraryError {
  const seconds = Math.ceil(retryAfterMs / 1000);
  return new LibraryError(code, `Too many log-ins were wrong; try again in ${seconds} s.`, {
    retryAfterMs,
  });
}
