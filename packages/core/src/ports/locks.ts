/** What a lock is on. */
export interface LockTarget {
  /**
   * `Resource.id`, so that a photo is locked under every path. A name that maps to no resource yet (RFC 4918 section 7.3) has the key
   * that `unmappedKey` makes.
   */
  readonly key: string;
  /** Ids of the collections on the path to it, from the root to its parent. */
  readonly within: readonly string[];
}

/** A write lock (RFC 4918 section 7). */
export interface Lock {
  /** A URI that no other lock ever had. */
  readonly token: string;
  readonly target: LockTarget;
  /** `infinity`: covers everything in the collection too. */
  readonly depth: 0 | 'infinity';
  readonly scope: 'exclusive' | 'shared';
  /** The principal that may use and release the lock. */
  readonly principalId: string;
  /** The `DAV:owner` element of the client, verbatim. */
  readonly owner?: string;
  /** Milliseconds since 1970. From then on the lock no longer exists. */
  readonly expiresAt: number;
}

/** A lock that a client asks for. */
export type LockRequest = Omit<Lock, 'token' | 'expiresAt'> & {
  /** How long it is to last, in milliseconds; `longestLockMs` at most. */
  readonly durationMs: number;
};

/**
 * Keeps locks. `now` is the current time in milliseconds since 1970. Every method but `hold` is atomic: two requests at once never
 * both get an exclusive lock.
 */
export interface LockStore {
  /**
   * Rejects with `locked` when another lock on the target, around it or, for depth `infinity`, inside it excludes the new one; with
   * `insufficient-storage` when the principal has `mostLocks` locks.
   */
  acquire(request: LockRequest, now: number): Promise<Lock>;
  /** Extends a lock of the principal, from now. `precondition-failed` when the principal has no such lock. */
  refresh(token: string, principalId: string, durationMs: number, now: number): Promise<Lock>;
  /** Ends a lock of the principal. `conflict` when there is no such lock, `forbidden` when it is another principal's. */
  release(token: string, principalId: string, now: number): Promise<void>;
  /** The locks that cover a target: those on it, and those of depth `infinity` on the collections around it. */
  covering(target: LockTarget, now: number): Promise<readonly Lock[]>;
  /** The locks on what is inside a collection, at any depth. */
  inside(key: string, now: number): Promise<readonly Lock[]>;
  /** Puts the locks of one target on another: a name that was locked before it was mapped has become a resource. */
  retarget(key: string, target: LockTarget): Promise<void>;
  /** Ends the locks on a resource that was removed or moved, and those inside it (RFC 4918 section 7.5). */
  drop(key: string): Promise<void>;
  /** Runs work; other work that holds one of the tokens waits until it is done. */
  hold<T>(tokens: readonly string[], work: () => Promise<T>): Promise<T>;
}

/** The longest duration of a lock, in milliseconds: a client that disappeared blocks others no longer. */
export const longestLockMs = 3_600_000;

/** The largest number of locks of one principal. */
export const mostLocks = 10_000;

/** The key of a name in a collection that maps to no resource yet. */
export const unmappedKey = (parentId: string, name: string): string => `unmapped:${parentId}/${name}`;
