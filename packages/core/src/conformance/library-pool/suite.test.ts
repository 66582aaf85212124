import { describe, expect, it } from 'vitest';
import { createSteppedClock } from '../../../test/stepped-clock.ts';
import type { LibraryPool, Principal } from '../../ports/sessions.ts';
import { createLibraryPool } from '../../sessions/library-pool.ts';
import { runCase } from '../conformance-case.ts';
import type { OpenForTest, PoolUnderTest } from './pool-under-test.ts';
import { libraryPoolConformance } from './suite.ts';

const good: PoolUnderTest['create'] = (open, mostOpen) =>
  createLibraryPool(open, { mostOpen, clock: createSteppedClock() });

describe('library pool conformance', () => {
  it.each(libraryPoolConformance.map((rule) => [rule.name, rule] as const))('%s', (_, rule) =>
    runCase(rule, { create: good }, () => expect.unreachable()),
  );
});

type Mutate = (open: OpenForTest, mostOpen: number) => LibraryPool;

/** A pool of which some functions are others. */
const but =
  (mutate: (pool: LibraryPool, open: OpenForTest) => Partial<LibraryPool>): Mutate =>
  (open, mostOpen) => {
    const pool = good(open, mostOpen);
    return { ...pool, ...mutate(pool, open) };
  };

/** A map of libraries, as it would be written first; each mutant lacks one thing. */
function naive({ waits = true, evicts = true }: { waits?: boolean; evicts?: boolean }): Mutate {
  return (open, mostOpen) => {
    const libraries = new Map<string, Awaited<ReturnType<OpenForTest>>>();
    const stop = async (id: string): Promise<void> => {
      const library = libraries.get(id);
      libraries.delete(id);
      await library?.stop();
    };
    return {
      async session(principal) {
        if (libraries.size >= mostOpen && evicts && !libraries.has(principal.id)) {
          const stopped = stop([...libraries.keys()][0] ?? '');
          if (waits) await stopped;
        }
        const library = libraries.get(principal.id) ?? (await open(principal));
        libraries.set(principal.id, library);
        return { principal, tree: library.tree };
      },
      forget: stop,
      close: async () => void (await Promise.all([...libraries.keys()].map(stop))),
    };
  };
}

const mutants: Readonly<Record<string, Readonly<Record<string, Mutate>>>> = {
  'gives each principal a library of its own, which all of its sessions share': {
    'everyone shares one': (open, mostOpen) => {
      const pool = good(open, mostOpen);
      let first: Principal | undefined;
      return {
        ...pool,
        session: async (principal) => {
          first ??= principal;
          return { ...(await pool.session(first)), principal };
        },
      };
    },
    'each session opens one': naive({}),
  },
  'opens a library again after it could not be opened': {
    'the failure stays': (open, mostOpen) => {
      let failed: unknown;
      const pool = good(open, mostOpen);
      return {
        ...pool,
        session: async (principal) => {
          if (failed !== undefined) throw failed;
          return pool.session(principal).catch((error: unknown) => {
            failed = error;
            throw error;
          });
        },
      };
    },
  },
  'makes room by closing a library without sessions, the one that was unused for longest': {
    'the oldest leaves': naive({}),
    'no one leaves': naive({ evicts: false }),
  },
  'closes no library that a session uses, and refuses the next principal with the time to wait': {
    'uses do not count': naive({}),
    'the time to wait is absent': but((pool) => ({
      session: (principal) =>
        pool.session(principal).catch((error: object) => {
          throw Object.defineProperty(error, 'retryAfterMs', { value: undefined });
        }),
    })),
    'a session that ends twice counts twice': but((pool) => {
      const ends: ((() => void) | undefined)[] = [];
      return {
        session: async (principal) => {
          const session = await pool.session(principal);
          ends.push(session.end);
          return { ...session, end: () => ends.pop()?.() };
        },
      };
    }),
  },
  'never has more libraries than its limit, those that open and stop included': {
    'the one that stops does not count': naive({ waits: false }),
  },
  'opens a library only after the one before of the same principal has stopped': {
    'it does not wait': naive({}),
  },
  'forgets a principal at once, also while sessions use the library': {
    'it waits for the next close': but(() => ({ forget: async () => {} })),
  },
  'gives no session of a library that was forgotten while it opened': {
    'it does not look again': naive({}),
  },
  'stops every library when it closes, one that is opening too, and opens no more': {
    'an opening one is overlooked': naive({}),
    'it goes on': but((pool, open) => ({
      session: (principal) =>
        pool.session(principal).catch(async () => ({ principal, tree: (await open(principal)).tree })),
    })),
  },
};

const rows = Object.entries(mutants).flatMap(([rule, ofRule]) =>
  Object.entries(ofRule).map(([broken, create]) => [rule, broken, create] as const),
);

it('has a mutant for every rule', () =>
  expect(Object.keys(mutants)).toEqual(libraryPoolConformance.map(({ name }) => name)));

it.each(rows)('the rule "%s" fails when %s', async (name, _, create) => {
  const rule = libraryPoolConformance.find((one) => one.name === name);
  await expect(rule?.run({ create })).rejects.toThrow();
});
