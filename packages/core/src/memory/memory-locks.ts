import { createKeyedMutex } from '../base/concurrency.ts';
import { randomUuid } from '../base/platform.ts';
import { LibraryError } from '../errors/library-error.ts';
import {
  type Lock,
  type LockRequest,
  type LockStore,
  type LockTarget,
  longestLockMs,
  mostLocks,
} from '../ports/locks.ts';

/** How locks outlive the process. */
export interface MemoryLocksOptions {
  /** Locks of an earlier process. */
  readonly locks?: readonly Lock[];
  /** Called with every lock that was made or changed, before the caller has it. */
  readonly onWrite?: (lock: Lock) => void;
  /** Called with the token of every lock that ended, also of one whose time is over. */
  readonly onDelete?: (token: string) => void;
}

const covers = (lock: Lock, { key, within }: LockTarget): boolean =>
  lock.target.key === key || (lock.depth === 'infinity' && within.includes(lock.target.key));

const isInside = (lock: Lock, key: string): boolean => lock.target.within.includes(key);

/** Whether a lock excludes another one that is asked for (RFC 4918 section 6.1). */
const excludes = (lock: Lock, { target, depth, scope }: LockRequest): boolean =>
  (lock.scope === 'exclusive' || scope === 'exclusive') &&
  (covers(lock, target) || (depth === 'infinity' && isInside(lock, target.key)));

/** The reference `LockStore`: everything in memory, gone with the process unless the options keep it. */
export function createMemoryLocks({
  locks = [],
  onWrite = () => {},
  onDelete = () => {},
}: MemoryLocksOptions = {}): LockStore {
  const byToken = new Map(locks.map((lock) => [lock.token, lock]));
  const holding = createKeyedMutex<unknown>();

  function end({ token }: Lock): void {
    byToken.delete(token);
    onDelete(token);
  }
  function write(lock: Lock): Lock {
    onWrite(lock);
    byToken.set(lock.token, lock);
    return lock;
  }
  /** All locks, after those whose time is over have ended. */
  function current(now: number): readonly Lock[] {
    for (const lock of byToken.values()) if (lock.expiresAt <= now) end(lock);
    return [...byToken.values()];
  }
  const expiry = (durationMs: number, now: number): number => now + Math.min(durationMs, longestLockMs);

  return {
    async acquire(request, now) {
      const all = current(now);
      if (all.some((lock) => excludes(lock, request)))
        throw new LibraryError('locked', 'Another client has locked this; try again when it has finished.');
      const { durationMs, ...wanted } = request;
      if (all.filter(({ principalId }) => principalId === wanted.principalId).length >= mostLocks)
        throw new LibraryError('insufficient-storage', 'You have too many locks; unlock something first.');
      return write({ ...wanted, token: `urn:uuid:${randomUuid()}`, expiresAt: expiry(durationMs, now) });
    },
    async refresh(token, principalId, durationMs, now) {
      const lock = current(now).find((one) => one.token === token && one.principalId === principalId);
      if (!lock) throw new LibraryError('precondition-failed', 'This lock has ended; lock the file again.');
      return write({ ...lock, expiresAt: expiry(durationMs, now) });
    },
    async release(token, principalId, now) {
      const lock = current(now).find((one) => one.token === token);
      if (!lock) throw new LibraryError('conflict', 'There is no such lock.');
      if (lock.principalId !== principalId)
        throw new LibraryError('forbidden', 'Only the client that made this lock can end it.');
      end(lock);
    },
    async covering(target, now) {
      return current(now).filter((lock) => covers(lock, target));
    },
    async inside(key, now) {
      return current(now).filter((lock) => isInside(lock, key));
    },
    async retarget(key, target) {
      for (const lock of byToken.values()) if (lock.target.key === key) write({ ...lock, target });
    },
    async drop(key) {
      for (const lock of byToken.values()) if (lock.target.key === key || isInside(lock, key)) end(lock);
    },
    hold(tokens, work) {
      // In one order for all, so that no two wait for each other.
      const inOrder = [...new Set(tokens)].sort();
      const run = inOrder.reduceRight<() => Promise<unknown>>((inner, token) => () => holding.run(token, inner), work);
      return run() as ReturnType<typeof work>;
    },
  };
}
