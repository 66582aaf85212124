import type { Lock, LockRequest, LockStore, LockTarget } from '../../ports/locks.ts';
import type { ConformanceCase } from '../conformance-case.ts';

/** A lock store under test: empty at the beginning of each case. */
export interface LocksUnderTest {
  /** Opens it; again, as after a restart, when it lasts. */
  readonly open: () => Promise<LockStore>;
  /** True: locks are there after opening it again. */
  readonly lasts: boolean;
}

/** One rule of the `LockStore` port. */
export type LockStoreCase = ConformanceCase<LocksUnderTest>;

/** Runs a rule with an open store. */
export const withLocks =
  (rule: (locks: LockStore) => Promise<void>) =>
  async ({ open }: LocksUnderTest): Promise<void> =>
    rule(await open());

/** The time of every case. */
export const now = 1_700_000_000_000;

/** A collection, one inside it, and a file in that one. */
export const album: LockTarget = { key: 'album', within: ['root'] };
export const stack: LockTarget = { key: 'stack', within: ['root', 'album'] };
export const photo: LockTarget = { key: 'photo', within: ['root', 'album', 'stack'] };
/** The same file under the path of another collection. */
export const photoElsewhere: LockTarget = { key: 'photo', within: ['root', 'other'] };
export const neighbor: LockTarget = { key: 'neighbor', within: ['root', 'album'] };

/** What a client asks for: an exclusive lock of a minute on the file. */
export const ask = (over: Partial<LockRequest> = {}): LockRequest => ({
  target: photo,
  depth: 0,
  scope: 'exclusive',
  principalId: 'ada',
  durationMs: 60_000,
  ...over,
});

/** Tokens of some locks, in an order that does not depend on the store. */
export const tokensOf = (locks: readonly Lock[]): readonly string[] => locks.map(({ token }) => token).sort();
