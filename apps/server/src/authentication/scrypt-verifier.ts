import { TreeError } from '@immich-webdav/core';
import { LRUCache } from 'lru-cache';
import { digestOf } from './constant-time.ts';
import { verifyPassword } from './password-hash.ts';
import { isUsername, type Verifier } from './verifier.ts';

/** Enough for every client of one account and a few wrong tries. */
const REMEMBERED = 64;
/** Each check takes a core for a tenth of a second and 32 MiB, so they queue, and a flood of wrong tries is turned away. */
const LONGEST_QUEUE = 16;

/**
 * Knows only the hash. A client sends its password with every request, so the verdict is remembered under a keyed digest of
 * the credentials; `check` is scrypt, and tests count it.
 */
export function createScryptVerifier(
  username: string,
  passwordHash: string,
  check: (password: string, hash: string) => Promise<boolean> = verifyPassword,
): Verifier {
  const verdicts = new LRUCache<string, Promise<boolean>>({ max: REMEMBERED });
  const accepted = new LRUCache<string, true>({ max: REMEMBERED });
  const enqueue = createQueue(LONGEST_QUEUE);

  return async (given) => {
    const key = digestOf(given.username, given.password).toString('base64');
    if (accepted.get(key)) return true;
    const verdict =
      verdicts.get(key) ??
      enqueue(async () => {
        const passwordFits = await check(given.password, passwordHash);
        return isUsername(given.username, username) && passwordFits;
      });
    verdicts.set(key, verdict);
    const isRight = await verdict.catch((error: unknown) => {
      verdicts.delete(key);
      throw error;
    });
    // Kept apart from the wrong ones, which would otherwise push it out.
    if (isRight) accepted.set(key, true);
    return isRight;
  };
}

/** Runs one task at a time; rejects with `rate-limited` when too many wait. */
function createQueue(longest: number): <T>(task: () => Promise<T>) => Promise<T> {
  let last: Promise<unknown> = Promise.resolve();
  let waiting = 0;
  return async (task) => {
    if (waiting >= longest) {
      throw new TreeError('rate-limited', 'Too many log-ins are being checked; try again in a moment.', {
        retryAfterMs: 5000,
      });
    }
    waiting++;
    const result = last.then(task);
    last = result.catch(() => undefined);
    try {
      return await result;
    } finally {
      waiting--;
    }
  };
}
