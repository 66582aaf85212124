import { availableParallelism } from 'node:os';
import { LibraryError } from '@immich-webdav/core';
import PQueue from 'p-queue';
import { verifyPassword } from './password-hash.ts';
import { isUsername, type Verifier } from './verifier.ts';

/** Each check takes one core for a tenth of a second, and 32 MiB. One core stays free for other requests. */
const CONCURRENCY = availableParallelism() > 2 ? 2 : 1;
/** Further checks are refused. At a tenth of a second each, the last one waits for about 25 s. */
const LONGEST_QUEUE = 256;
/** Penalty per earlier failure; longer than any wait in the queue. */
const FAILURE_MS = 60_000;

export interface ScryptVerifierOptions {
  /** `verifyPassword` by default. */
  readonly check?: (password: string, hash: string) => Promise<boolean>;
  readonly concurrency?: number;
}

/**
 * Compares with a scrypt hash. Checks are queued: fewest earlier failures first, then newest first, because in a flood the
 * oldest client has given up. So guesses do not delay a new device. Rejects with `rate-limited` when the queue is full.
 */
export function createScryptVerifier(
  username: string,
  passwordHash: string,
  { check = verifyPassword, concurrency = CONCURRENCY }: ScryptVerifierOptions = {},
): Verifier {
  const queue = new PQueue({ concurrency });
  return async (given, failures = 0) => {
    if (queue.size >= LONGEST_QUEUE) {
      throw new LibraryError('rate-limited', 'Too many log-ins are being checked; try again in a moment.', {
        retryAfterMs: 5000,
      });
    }
    const priority = performance.now() - failures * FAILURE_MS;
    return queue.add(
      async () => {
        const passwordFits = await check(given.password, passwordHash);
        return isUsername(given.username, username) && passwordFits;
      },
      { priority },
    );
  };
}
