import { LibraryError } from '../../errors/library-error.ts';
import { type Lock, type LockRequest, longestLockMs, unmappedKey } from '../../ports/locks.ts';
import { codeOf, must, mustEqual, mustReject } from '../expect.ts';
import {
  album,
  ask,
  type LockStoreCase,
  neighbor,
  now,
  photo,
  photoElsewhere,
  stack,
  tokensOf,
  withLocks,
} from './locks-under-test.ts';

const infinite = (over: Partial<LockRequest> = {}): LockRequest => ask({ target: album, depth: 'infinity', ...over });
const shared = (over: Partial<LockRequest> = {}): LockRequest => ask({ scope: 'shared', ...over });

/** Pairs of requests of which the second is refused. */
const conflicts: readonly (readonly [string, LockRequest, LockRequest])[] = [
  ['exclusive twice', ask(), ask({ principalId: 'bob' })],
  ['exclusive twice, of one principal', ask(), ask()],
  ['exclusive under two paths', ask(), ask({ target: photoElsewhere })],
  ['shared, then exclusive', shared(), ask()],
  ['exclusive, then shared', ask(), shared()],
  ['around it, at depth infinity', infinite(), ask()],
  ['inside it, at depth infinity', ask(), infinite()],
];

/** Pairs of requests of which both are granted. */
const compatible: readonly (readonly [string, LockRequest, LockRequest])[] = [
  ['shared twice', shared(), shared({ principalId: 'bob' })],
  ['different files', ask(), ask({ target: neighbor })],
  ['a file and a collection at depth 0', ask(), ask({ target: album })],
  ['a collection at depth 0 and a file', ask({ target: album }), ask()],
  ['shared inside and around', shared(), infinite({ scope: 'shared' })],
  [
    'a collection at depth infinity and its file elsewhere',
    infinite({ target: stack }),
    ask({ target: photoElsewhere }),
  ],
];

/** Every rule of the port, for any test runner; see `runCase`. Each rule needs an empty store. */
export const lockStoreConformance: readonly LockStoreCase[] = [
  {
    name: 'returns a lock as it was asked for, with a token of its own and its end',
    run: withLocks(async (locks) => {
      const owner = '<D:owner xmlns:D="DAV:">Zoë &amp; co.</D:owner>';
      const { durationMs, ...wanted } = ask({ owner });
      const lock = await locks.acquire({ ...wanted, durationMs }, now);
      must(/^(?:urn:uuid|opaquelocktoken):\S{20,}$/.test(lock.token), `The token ${lock.token} must be a unique URI.`);
      mustEqual(lock, { ...wanted, token: lock.token, expiresAt: now + durationMs }, 'lock');
      const other = await locks.acquire(ask({ target: neighbor }), now);
      must(other.token !== lock.token, 'Two locks must have different tokens.');
    }),
  },
  {
    name: 'refuses locks that another lock excludes',
    run: async ({ open }) => {
      for (const [what, first, second] of conflicts) {
        const locks = await open();
        const { token } = await locks.acquire(first, now);
        await mustReject(() => locks.acquire(second, now), ['locked'], `A lock (${what})`);
        await locks.release(token, first.principalId, now);
        await locks.release((await locks.acquire(second, now)).token, second.principalId, now);
      }
    },
  },
  {
    name: 'grants locks that do not exclude each other',
    run: async ({ open }) => {
      for (const [what, first, second] of compatible) {
        const locks = await open();
        const held = await locks.acquire(first, now);
        must((await codeOf(() => locks.acquire(second, now))) === undefined, `Both must be granted: ${what}.`);
        await locks.drop(held.target.key);
        await locks.drop(second.target.key);
      }
    },
  },
  {
    name: 'grants one of many exclusive locks that are asked for at once',
    run: withLocks(async (locks) => {
      const codes = await Promise.all(Array.from({ length: 20 }, () => codeOf(() => locks.acquire(ask(), now))));
      mustEqual(codes.filter((code) => code === undefined).length, 1, 'locks granted');
    }),
  },
  {
    name: 'ends a lock when its time is over, at the latest after an hour',
    run: withLocks(async (locks) => {
      const { expiresAt } = await locks.acquire(ask({ durationMs: 10 * longestLockMs }), now);
      mustEqual(expiresAt, now + longestLockMs, 'end of the lock');
      mustEqual((await locks.covering(photo, expiresAt - 1)).length, 1, 'locks before the end');
      mustEqual(await locks.covering(photo, expiresAt), [], 'locks after the end');
      await locks.acquire(ask({ principalId: 'bob' }), expiresAt);
    }),
  },
  {
    name: 'refreshes the lock of a principal from now, never longer than an hour',
    run: withLocks(async (locks) => {
      const { token, expiresAt } = await locks.acquire(ask(), now);
      mustEqual((await locks.refresh(token, 'ada', 60_000, now + 30_000)).expiresAt, now + 90_000, 'new end');
      mustEqual((await locks.covering(photo, expiresAt)).length, 1, 'locks after the old end');
      const { expiresAt: latest } = await locks.refresh(token, 'ada', 10 * longestLockMs, now);
      mustEqual(latest, now + longestLockMs, 'latest end');
      await mustReject(() => locks.refresh(token, 'bob', 60_000, now), ['precondition-failed'], "Another's lock");
      await mustReject(() => locks.refresh(token, 'ada', 60_000, latest), ['precondition-failed'], 'A lock that ended');
      await mustReject(() => locks.refresh('urn:uuid:none', 'ada', 1, now), ['precondition-failed'], 'No lock');
    }),
  },
  {
    name: 'releases the lock of its principal only',
    run: withLocks(async (locks) => {
      const { token } = await locks.acquire(ask(), now);
      await mustReject(() => locks.release(token, 'bob', now), ['forbidden'], "Another's lock");
      mustEqual((await locks.covering(photo, now)).length, 1, 'locks');
      await locks.release(token, 'ada', now);
      mustEqual(await locks.covering(photo, now), [], 'locks after release');
      await mustReject(() => locks.release(token, 'ada', now), ['conflict'], 'A lock that was released');
    }),
  },
  {
    name: 'finds the locks that cover a target, and those inside a collection',
    run: withLocks(async (locks) => {
      const around = await locks.acquire(infinite({ scope: 'shared' }), now);
      const on = await locks.acquire(shared(), now);
      const shallow = await locks.acquire(shared({ target: stack }), now);
      mustEqual(tokensOf(await locks.covering(photo, now)), tokensOf([around, on]), 'locks on the file');
      mustEqual(tokensOf(await locks.covering(photoElsewhere, now)), tokensOf([on]), 'locks on the file elsewhere');
      mustEqual(tokensOf(await locks.covering(neighbor, now)), tokensOf([around]), 'locks on its neighbor');
      mustEqual(tokensOf(await locks.inside('album', now)), tokensOf([on, shallow]), 'locks inside the album');
      mustEqual(tokensOf(await locks.inside('photo', now)), [], 'locks inside the file');
    }),
  },
  {
    name: 'puts the lock of an unmapped name on the resource that it becomes',
    run: withLocks(async (locks) => {
      const target = { key: unmappedKey('stack', 'new.jpg'), within: photo.within };
      const { token } = await locks.acquire(ask({ target }), now);
      await locks.retarget(target.key, photo);
      mustEqual(await locks.covering(target, now), [], 'locks on the name');
      mustEqual(tokensOf(await locks.covering(photoElsewhere, now)), [token], 'locks on the resource');
    }),
  },
  {
    name: 'drops the locks on a resource and inside it, and no others',
    run: withLocks(async (locks) => {
      await locks.acquire(ask(), now);
      await locks.acquire(ask({ target: stack }), now);
      const { token } = await locks.acquire(ask({ target: neighbor }), now);
      await locks.drop('stack');
      mustEqual(tokensOf(await locks.inside('album', now)), [token], 'locks left');
    }),
  },
  {
    name: 'runs work that holds the same token one after another',
    run: withLocks(async (locks) => {
      const running: string[] = [];
      const seen: string[] = [];
      const work = (name: string) => async () => {
        running.push(name);
        for (let yielded = 0; yielded < 5; yielded++) await Promise.resolve();
        seen.push(running.join());
        running.splice(running.indexOf(name), 1);
        return name;
      };
      const done = await Promise.all([
        locks.hold(['a', 'b'], work('ab')),
        locks.hold(['b', 'a'], work('ba')),
        locks.hold(['b'], work('b')),
      ]);
      mustEqual(done, ['ab', 'ba', 'b'], 'results');
      mustEqual([...seen].sort(), ['ab', 'b', 'ba'], 'work that ran at the same time');
      const failing = () => Promise.reject(new LibraryError('unavailable', 'Gone.'));
      await mustReject(() => locks.hold(['a'], failing), ['unavailable'], 'Work that rejects');
      mustEqual(await locks.hold(['a'], work('after')), 'after', 'result after work that rejected');
    }),
  },
  {
    name: 'has its locks after it is opened again',
    skip: ({ lasts }) => (lasts ? undefined : 'The store does not last: it is empty whenever it is opened.'),
    run: async ({ open }) => {
      const locks = await open();
      const lasting = [
        await locks.acquire(ask({ owner: '<x/>' }), now),
        await locks.acquire(infinite({ target: neighbor }), now),
      ];
      const ended = await locks.acquire(ask({ target: stack, durationMs: 1 }), now);
      const released = await locks.acquire(ask({ target: album }), now);
      await locks.release(released.token, 'ada', now);
      const again = await open();
      const byToken = (all: readonly Lock[]) => [...all].sort((a, b) => (a.token < b.token ? -1 : 1));
      mustEqual(byToken(await again.inside('root', now + 1)), byToken(lasting), 'locks');
      await mustReject(
        () => again.refresh(ended.token, 'ada', 1, now + 1),
        ['precondition-failed'],
        'A lock that ended',
      );
    },
  },
];
