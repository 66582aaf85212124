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

/** Compares a password with a scrypt hash. Rejects with `rate-limited` when too many checks are waiting. */
export type HashQueue = (password: string, hash: string, failures: number) => Promise<boolean>;

export interface HashQueueOptions {
  /** `verifyPassword` by default. */
  readonly check?: (password: string, hash: string) => Promise<boolean>;
  readonly concurrency?: number;
}

/**
 * Queues checks: fewest earlier failures first, then newest first, because in a flood the oldest client has given up. So guesses do
 * not delay a new device.
 */
export function createHashQueue({
  check = verifyPassword,
  concurrency = CONCURRENCY,
}: HashQueueOptions = {}): HashQueue {
  const queue = new PQueue({ concurrency });
  return async (password, hash, failures) => {
    if (queue.size >= LONGEST_QUEUE) {
      throw new LibraryError('rate-limited', 'Too many log-ins are being checked; try again in a moment.', {
        retryAfterMs: 5000,
      });
    }
    return queue.add(() => check(password, hash), { priority: performance.now() - failures * FAILURE_MS });
  };
}

/** Compares with one name and a scrypt hash. Always checks the hash, so that the duration does not reveal whether the name is right. */
export function createScryptVerifier(username: string, passwordHash: string, options: HashQueueOptions = {}): Verifier {
  const hashes = createHashQueue(options);
  return async (given, failures = 0) => {
    const passwordFits = await hashes(given.password, passwordHash, failures);
    return isUsername(given.username, username) && passwordFits;
  };
}
