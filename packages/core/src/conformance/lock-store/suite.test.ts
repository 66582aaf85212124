import { describe, expect, it } from 'vitest';
import { failsIn, type Mutants } from '../../../test/mutants.ts';
import { createMemoryLocks } from '../../memory/memory-locks.ts';
import type { Lock, LockStore } from '../../ports/locks.ts';
import { runCase } from '../conformance-case.ts';
import { lockStoreConformance } from './suite.ts';

/** A store that lasts: opened again, it has the locks that were written. */
function lasting(mutate: (good: LockStore) => Partial<LockStore> = () => ({})) {
  const records = new Map<string, Lock>();
  const open = async (): Promise<LockStore> => {
    const good = createMemoryLocks({
      locks: [...records.values()],
      onWrite: (lock) => void records.set(lock.token, lock),
      onDelete: (token) => void records.delete(token),
    });
    return { ...good, ...mutate(good) };
  };
  return { open, lasts: true };
}

const mutants: Mutants<LockStore> = {
  'returns a lock as it was asked for, with a token of its own and its end': {
    'the owner is lost': (good) => ({
      acquire: async (request, now) => {
        const { owner: _lost, ...lock } = await good.acquire(request, now);
        return lock;
      },
    }),
    'tokens are used twice': (good) => ({
      acquire: async (request, now) => ({ ...(await good.acquire(request, now)), token: `urn:uuid:${'0'.repeat(36)}` }),
    }),
  },
  'refuses locks that another lock excludes': {
    'the path decides': (good) => ({
      acquire: ({ target, ...request }, now) =>
        good.acquire({ ...request, target: { ...target, key: [...target.within, target.key].join('/') } }, now),
      release: async () => {},
    }),
    'depth is ignored': (good) => ({ acquire: (request, now) => good.acquire({ ...request, depth: 0 }, now) }),
  },
  'grants locks that do not exclude each other': {
    'every lock is exclusive': (good) => ({
      acquire: (request, now) => good.acquire({ ...request, scope: 'exclusive' }, now),
    }),
    'every lock is infinite': (good) => ({
      acquire: (request, now) => good.acquire({ ...request, depth: 'infinity' }, now),
    }),
  },
  'grants one of many exclusive locks that are asked for at once': {
    'it looks first and writes later': (good) => ({
      acquire: async (request, now) => {
        const covering = await good.covering(request.target, now);
        await Promise.resolve();
        return covering.length > 0 ? good.acquire(request, now) : good.acquire({ ...request, scope: 'shared' }, now);
      },
    }),
  },
  'ends a lock when its time is over, at the latest after an hour': {
    'locks last': (good) => ({ covering: (target) => good.covering(target, 0) }),
  },
  'refreshes the lock of a principal from now, never longer than an hour': {
    'anybody refreshes': (good) => ({
      refresh: (token, _principal, duration, now) => good.refresh(token, 'ada', duration, now),
    }),
    'the end stays': (good) => ({
      refresh: async (token, principal, duration, now) => good.refresh(token, principal, duration - 1, now),
    }),
  },
  'releases the lock of its principal only': {
    'anybody releases': (good) => ({ release: (token, _principal, now) => good.release(token, 'ada', now) }),
    'nothing is released': () => ({ release: async () => {} }),
  },
  'finds the locks that cover a target, and those inside a collection': {
    'containers are ignored': (good) => ({ covering: ({ key }, now) => good.covering({ key, within: [] }, now) }),
    'nothing is inside': () => ({ inside: async () => [] }),
  },
  'puts the lock of an unmapped name on the resource that it becomes': {
    'locks stay': () => ({ retarget: async () => {} }),
    'locks end': (good) => ({ retarget: (key) => good.drop(key) }),
  },
  'drops the locks on a resource and inside it, and no others': {
    'nothing is dropped': () => ({ drop: async () => {} }),
    'everything is dropped': (good) => ({ drop: () => good.drop('root') }),
  },
  'runs work that holds the same token one after another': {
    'all work runs at once': () => ({ hold: (_tokens, work) => work() }),
  },
};

describe.each([
  ['a lasting store', lasting],
  ['a memory store', () => ({ open: async () => createMemoryLocks(), lasts: false })],
])('lock store conformance of %s', (_, makeUnderTest) => {
  it.each(lockStoreConformance.map((rule) => [rule.name, rule] as const))('%s', async (_name, rule) => {
    const skipped: string[] = [];
    await runCase(rule, makeUnderTest(), (reason) => skipped.push(reason));
    expect(skipped.length).toBe(rule.skip?.(makeUnderTest()) === undefined ? 0 : 1);
  });
});

it.each(failsIn(mutants))('the rule "%s" fails when %s', async (name, _broken, mutate) => {
  const rule = lockStoreConformance.find((one) => one.name === name);
  expect(rule).toBeDefined();
  await expect(rule?.run(lasting(mutate))).rejects.toThrow();
});

it('the rule "has its locks after it is opened again" fails when they are gone', async () => {
  const rule = lockStoreConformance.at(-1);
  await expect(rule?.run({ open: async () => createMemoryLocks(), lasts: true })).rejects.toThrow();
});
