import { availableParallelism } from 'node:os';
import { LibraryError } from '@immich-webdav/core';
import PQueue from 'p-queue';
import { verifyPassword } from './password-hash.ts';
import { isUsername, type Verifier } from './verifier.ts';

/** Each check takes a core for a tenth of a second and 32 MiB. One core stays free for requests that need none. */
const CONCURRENCY = availableParallelism() > 2 ? 2 : 1;
/** As many connections as wait at most for long. */
const LONGEST_QUEUE = 256;
/** Further back in the queue than any wait would make up for. */
const FAILURE_MS = 60_000;

export interface ScryptVerifierOptions {
  /** Scrypt, unless a test counts the checks. */
  readonly check?: (password: string, hash: string) => Promise<boolean>;
  readonly concurrency?: number;
}

/**
 * Has only the hash. Checks wait for each other: those with the fewest failures go first, and among equals the newest,
 * since in a flood the client that waits longest has given up. So a new device does not wait for guesses.
 * Rejects with `rate-limited` when too many wait.
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
