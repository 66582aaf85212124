import fc from 'fast-check';
import { describe, expect, it, vi } from 'vitest';
import { LibraryError } from '../errors/library-error.ts';
import type { Clock } from '../ports/clock.ts';
import type { ResourceTree } from '../ports/resource-tree.ts';
import type { Session } from '../ports/sessions.ts';
import { createLibraryPool, createSessions, type OpenLibrary } from './library-pool.ts';

const ada = { id: 'ada', name: 'Ada' };
const bob = { id: 'bob', name: 'Bob' };

function setUp(fails = 0) {
  let failures = fails;
  const stopped: string[] = [];
  const open = vi.fn<OpenLibrary>(async ({ id }) => {
    if (failures-- > 0) throw new LibraryError('unavailable', 'It is down.');
    return { tree: { of: id } as unknown as ResourceTree, stop: async () => void stopped.push(id) };
  });
  return { open, stopped, pool: createLibraryPool(open) };
}

it('opens one library for each principal, however many requests open a session at once', async () => {
  const { open, pool } = setUp();
  const sessions = await Promise.all([pool.session(ada), pool.session(ada), pool.session(bob)]);
  expect(open).toHaveBeenCalledTimes(2);
  expect(sessions.map(({ principal, tree }) => [principal, tree])).toEqual([
    [ada, { of: 'ada' }],
    [ada, { of: 'ada' }],
    [bob, { of: 'bob' }],
  ]);
});

it('opens a library again after it could not be opened', async () => {
  const { pool } = setUp(1);
  await expect(pool.session(ada)).rejects.toMatchObject({ code: 'unavailable' });
  expect((await pool.session(ada)).principal).toBe(ada);
});

it('stops every library when it closes', async () => {
  const { pool, stopped } = setUp();
  await Promise.all([pool.session(ada), pool.session(bob)]);
  await pool.close();
  expect(stopped.toSorted()).toEqual(['ada', 'bob']);
});

it('finds the session of whom the authenticator names, and passes its refusal on', async () => {
  const { pool } = setUp();
  const openSession = createSessions(async (credentials) => {
    if (credentials?.scheme === 'basic' && credentials.password === 'right') return ada;
    throw new LibraryError('unauthenticated', 'No.');
  }, pool);
  const session = await openSession({ scheme: 'basic', username: 'ada', password: 'right' });
  expect(session.principal).toBe(ada);
  await expect(openSession(undefined)).rejects.toMatchObject({ code: 'unauthenticated' });
});

/** A clock that stands still until it is told how much time passes. */
function createSteppedClock() {
  let now = 0;
  const sleeping = new Set<{ readonly until: number; readonly wake: () => void }>();
  const clock: Clock = {
    now: () => now,
    elapsed: () => now,
    random: () => 0,
    sleep: (ms, signal) =>
      new Promise((resolve) => {
        const sleep = { until: now + ms, wake: resolve };
        sleeping.add(sleep);
        signal?.addEventListener('abort', () => resolve());
      }),
  };
  return {
    clock,
    pass: async (ms: number): Promise<void> => {
      now += ms;
      for (const sleep of sleeping) {
        if (sleep.until > now) continue;
        sleeping.delete(sleep);
        sleep.wake();
      }
      await settle();
    },
  };
}

const settle = (): Promise<void> => new Promise((resolve) => setTimeout(resolve, 0));

describe('a pool with limits', () => {
  function limited(options: { readonly mostOpen?: number; readonly idleMs?: number }) {
    const { clock, pass } = createSteppedClock();
    const open = new Set<string>();
    const opened: string[] = [];
    const pool = createLibraryPool(
      async ({ id }) => {
        expect(open).not.toContain(id);
        open.add(id);
        opened.push(id);
        return { tree: { of: id } as unknown as ResourceTree, stop: async () => void open.delete(id) };
      },
      { ...options, clock },
    );
    const use = async (id: string): Promise<Session> => pool.session({ id, name: id });
    return { pool, pass, open, opened, use };
  }

  it('closes a library that nobody used for the idle time, and opens it again', async () => {
    const { pass, open, opened, use } = limited({ idleMs: 1000 });
    (await use('ada')).end?.();
    await pass(999);
    expect([...open]).toEqual(['ada']);
    await pass(1000);
    expect([...open]).toEqual([]);
    await use('ada');
    expect(opened).toEqual(['ada', 'ada']);
  });

  it('closes no library while a session uses it', async () => {
    const { pass, open, use } = limited({ idleMs: 1000 });
    const session = await use('ada');
    await pass(60_000);
    expect([...open]).toEqual(['ada']);
    session.end?.();
    session.end?.();
    await pass(999);
    await pass(1000);
    expect([...open]).toEqual([]);
  });

  it('closes the library that was unused for longest when there are too many', async () => {
    const { open, use, pass } = limited({ mostOpen: 2 });
    for (const id of ['ada', 'bob', 'ada', 'cat']) {
      (await use(id)).end?.();
      await pass(1);
    }
    expect([...open].toSorted()).toEqual(['ada', 'cat']);
  });

  it('refuses a session when all libraries that may be open are in use', async () => {
    const { use, open } = limited({ mostOpen: 1 });
    const session = await use('ada');
    await expect(use('bob')).rejects.toMatchObject({ code: 'unavailable', retryAfterMs: 30_000 });
    session.end?.();
    await use('bob');
    await settle();
    expect([...open]).toEqual(['bob']);
  });

  it('forgets a principal at once, also while a session uses the library', async () => {
    const { pool, use, open, opened } = limited({});
    await use('ada');
    await pool.forget('ada');
    await pool.forget('nobody');
    expect([...open]).toEqual([]);
    await use('ada');
    expect(opened).toEqual(['ada', 'ada']);
  });

  it('opens nothing after it closed', async () => {
    const { pool, use, open } = limited({ idleMs: 1000 });
    await use('ada');
    await pool.close();
    expect([...open]).toEqual([]);
    await expect(use('ada')).rejects.toMatchObject({ code: 'unavailable' });
  });
});

const steps = fc.array(
  fc.record({
    event: fc.constantFrom('use', 'use', 'end', 'pass', 'forget'),
    id: fc.constantFrom('ada', 'bob', 'cat', 'dan'),
    ms: fc.integer({ min: 0, max: 2000 }),
    fails: fc.boolean(),
  }),
  { maxLength: 40 },
);

it('mixes up no principals, keeps the limit, and leaves nothing open, in any order of events', async () => {
  await fc.assert(
    fc.asyncProperty(steps, fc.integer({ min: 1, max: 3 }), async (events, mostOpen) => {
      const { clock, pass } = createSteppedClock();
      const open = new Map<string, number>();
      let fails = false;
      const pool = createLibraryPool(
        async ({ id }) => {
          await settle();
          if (fails) throw new LibraryError('unavailable', 'It is down.');
          open.set(id, (open.get(id) ?? 0) + 1);
          return {
            tree: { of: id } as unknown as ResourceTree,
            stop: async () => {
              await settle();
              open.set(id, (open.get(id) ?? 0) - 1);
            },
          };
        },
        { mostOpen, idleMs: 1000, clock },
      );
      const sessions = new Map<string, Session[]>();
      const inUse = (): string[] => [...sessions].filter(([, of]) => of.length > 0).map(([id]) => id);
      for (const { event, id, ms, fails: failsNow } of events) {
        fails = failsNow;
        if (event === 'pass') await pass(ms);
        else if (event === 'end') sessions.get(id)?.pop()?.end?.();
        else if (event === 'forget') {
          await pool.forget(id);
          sessions.delete(id);
          expect(open.get(id) ?? 0).toBe(0);
        } else {
          const session = await pool.session({ id, name: id }).catch(() => undefined);
          if (session) {
            expect(session.tree).toEqual({ of: id });
            sessions.set(id, [...(sessions.get(id) ?? []), session]);
          } else expect(failsNow || inUse().length >= mostOpen).toBe(true);
        }
        for (const user of inUse()) expect(open.get(user)).toBe(1);
        for (const count of open.values()) expect(count).toBeLessThanOrEqual(1);
      }
      await pool.close();
      expect([...open.values()].filter((count) => count !== 0)).toEqual([]);
    }),
    { numRuns: 50 },
  );
});
