import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createSteppedClock } from '../../test/stepped-clock.ts';
import { LibraryError } from '../errors/library-error.ts';
import type { ResourceTree } from '../ports/resource-tree.ts';
import type { Session } from '../ports/sessions.ts';
import { createLibraryPool, createSessions } from './library-pool.ts';

// What every pool has to do is in the conformance suite; here is what this one does in addition.

const ada = { id: 'ada', name: 'Ada' };
const treeOf = (id: string): ResourceTree => ({ of: id }) as unknown as ResourceTree;
const settle = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

it('finds the session of whom the authenticator names, and passes its refusal on', async () => {
  const pool = createLibraryPool(async ({ id }) => ({ tree: treeOf(id), stop: async () => {} }));
  const openSession = createSessions(async (credentials) => {
    if (credentials?.scheme === 'basic' && credentials.password === 'right') return ada;
    throw new LibraryError('unauthenticated', 'No.');
  }, pool);
  const session = await openSession({ scheme: 'basic', username: 'ada', password: 'right' });
  expect(session.principal).toBe(ada);
  await expect(openSession(undefined)).rejects.toMatchObject({ code: 'unauthenticated' });
});

describe('a pool that closes idle libraries', () => {
  function idle(idleMs: number) {
    const clock = createSteppedClock();
    const open = new Set<string>();
    const pool = createLibraryPool(
      async ({ id }) => {
        open.add(id);
        return { tree: treeOf(id), stop: async () => void open.delete(id) };
      },
      { idleMs, clock },
    );
    const pass = async (ms: number): Promise<void> => {
      clock.pass(ms);
      await settle();
    };
    return { pool, clock, pass, open, use: (id: string): Promise<Session> => pool.session({ id, name: id }) };
  }

  it('closes a library that nobody used for the idle time, and opens it again', async () => {
    const { pass, open, use } = idle(1000);
    (await use('ada')).end?.();
    await pass(999);
    expect([...open]).toEqual(['ada']);
    await pass(1000);
    expect([...open]).toEqual([]);
    await use('ada');
    expect([...open]).toEqual(['ada']);
  });

  it('closes no library while a session uses it', async () => {
    const { pass, open, use } = idle(1000);
    const session = await use('ada');
    await pass(60_000);
    expect([...open]).toEqual(['ada']);
    session.end?.();
    await pass(999);
    expect([...open]).toEqual(['ada']);
    await pass(1000);
    expect([...open]).toEqual([]);
  });

  it('looks for idle libraries only while any is open', async () => {
    const { pool, clock, pass, use } = idle(1000);
    (await use('ada')).end?.();
    expect(clock.sleeping).toBe(1);
    for (let round = 0; round < 3; round++) await pass(1000);
    expect(clock.sleeping).toBe(0);
    await use('ada');
    await pool.close();
    await settle();
    expect(clock.sleeping).toBe(0);
  });
});

const events = fc.array(
  fc.record({
    event: fc.constantFrom('use', 'use', 'use', 'end', 'end', 'step', 'step', 'step', 'pass', 'forget'),
    id: fc.constantFrom('ada', 'bob', 'cat', 'dan', 'eve'),
    ms: fc.integer({ min: 0, max: 2000 }),
    fails: fc.nat(4).map((number) => number === 0),
  }),
  { minLength: 30, maxLength: 80 },
);

it('leaks no library, uses none that stopped, keeps the limit and mixes up nobody, in any order of events', async () => {
  let [granted, refused] = [0, 0];
  await fc.assert(
    fc.asyncProperty(fc.scheduler(), events, fc.integer({ min: 1, max: 3 }), async (scheduler, history, mostOpen) => {
      const clock = createSteppedClock();
      /** Libraries that exist, by principal; those that open and stop too. */
      const alive: string[] = [];
      const running = new Set<string>();
      let fails = false;
      const remove = (id: string): void => void alive.splice(alive.indexOf(id), 1);
      const pool = createLibraryPool(
        async ({ id }) => {
          expect(alive).not.toContain(id);
          alive.push(id);
          expect(alive.length).toBeLessThanOrEqual(mostOpen);
          const failsNow = fails;
          await scheduler.schedule(Promise.resolve(), `open ${id}`);
          if (failsNow) {
            remove(id);
            throw new LibraryError('unavailable', 'It is down.');
          }
          running.add(id);
          return {
            tree: treeOf(id),
            stop: async () => {
              running.delete(id);
              await scheduler.schedule(Promise.resolve(), `stop ${id}`);
              remove(id);
            },
          };
        },
        { mostOpen, idleMs: 1000, clock },
      );
      const sessions: Session[] = [];
      const outcomes: Promise<unknown>[] = [];
      const settled = (work: Promise<void>): void => void outcomes.push(work.catch((error: unknown) => error));
      const use = async (id: string): Promise<void> => {
        const session = await pool.session({ id, name: id });
        expect(session.principal.id).toBe(id);
        expect(session.tree).toEqual({ of: id });
        expect([...running]).toContain(id);
        sessions.push(session);
        granted += 1;
      };
      for (const { event, id, ms, fails: failsNow } of history) {
        fails = failsNow;
        if (event === 'use') settled(use(id));
        else if (event === 'end') sessions.shift()?.end?.();
        else if (event === 'pass') clock.pass(ms);
        else if (event === 'step') {
          if (scheduler.count() > 0) await scheduler.waitOne();
        } else {
          for (const other of sessions.splice(0)) if (other.principal.id !== id) sessions.push(other);
          settled(pool.forget(id));
        }
        await settle();
        expect(alive.length).toBeLessThanOrEqual(mostOpen);
        expect(new Set(alive).size).toBe(alive.length);
        for (const { principal } of sessions) expect([...running]).toContain(principal.id);
      }
      await scheduler.waitFor(pool.close());
      for (const error of await scheduler.waitFor(Promise.all(outcomes))) {
        if (error === undefined) continue;
        expect(error).toMatchObject({ code: 'unavailable' });
        refused += 1;
      }
      await settle();
      expect([alive, [...running], clock.sleeping]).toEqual([[], [], 0]);
    }),
    { numRuns: 150 },
  );
  expect(granted).toBeGreaterThan(100);
  expect(refused).toBeGreaterThan(100);
});
