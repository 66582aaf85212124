import { expect, it, vi } from 'vitest';
import { LibraryError } from '../errors/library-error.ts';
import type { ResourceTree } from '../ports/resource-tree.ts';
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
