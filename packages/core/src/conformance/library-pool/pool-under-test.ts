import { createStopSignal } from '../../base/platform.ts';
import { LibraryError } from '../../errors/library-error.ts';
import { createMemoryTree } from '../../memory/memory-tree.ts';
import type { ResourceTree } from '../../ports/resource-tree.ts';
import type { LibraryPool, Principal, Session } from '../../ports/sessions.ts';
import type { ConformanceCase } from '../conformance-case.ts';
import { must, mustEqual } from '../expect.ts';

/** How a pool under test opens a library and closes it again. */
export type OpenForTest = (principal: Principal) => Promise<{ readonly tree: ResourceTree; stop(): Promise<void> }>;

/** A pool under test. */
export interface PoolUnderTest {
  /** A new pool that opens its libraries with the given function, at most `mostOpen` at a time. */
  readonly create: (open: OpenForTest, mostOpen: number) => LibraryPool;
}

/** One rule of the `LibraryPool` port. */
export type LibraryPoolCase = ConformanceCase<PoolUnderTest>;

/** A principal with a short id. */
export const named = (id: string): Principal => ({ id, name: id });

/** Lets work that waits for no time go on. */
export async function settle(): Promise<void> {
  for (let yielded = 0; yielded < 50; yielded++) await Promise.resolve();
}

/** Libraries that are counted, and a pool over them. */
export interface Counted {
  readonly pool: LibraryPool;
  /** Principals whose libraries were opened, in order. */
  readonly opened: readonly string[];
  /** Principals whose libraries are open and not stopping. */
  readonly running: readonly string[];
  /** The most libraries that existed at the same time, those that were opening and stopping included. */
  readonly most: number;
  /** From now on, libraries open and stop only after `release`. */
  readonly hold: () => void;
  readonly release: () => void;
  /** From now on, no library opens, or every one does. */
  readonly fail: (fails: boolean) => void;
  /** A session, whose tree must be that of the principal. */
  readonly use: (id: string) => Promise<Session>;
}

/** A pool for at most so many libraries. */
export function countLibraries({ create }: PoolUnderTest, mostOpen: number = Number.POSITIVE_INFINITY): Counted {
  const opened: string[] = [];
  const running: string[] = [];
  const owners = new Map<ResourceTree, string>();
  let [alive, most, fails] = [0, 0, false];
  let gate: { readonly passed: Promise<void>; readonly open: () => void } | undefined;
  const pool = create(async ({ id }) => {
    alive += 1;
    most = Math.max(most, alive);
    opened.push(id);
    await gate?.passed;
    if (fails) {
      alive -= 1;
      throw new LibraryError('unavailable', 'The library is down.');
    }
    const tree = createMemoryTree();
    owners.set(tree, id);
    running.push(id);
    let stops = 0;
    const stop = async (): Promise<void> => {
      must(++stops === 1, 'A library must be stopped once.');
      running.splice(running.indexOf(id), 1);
      await gate?.passed;
      alive -= 1;
    };
    return { tree, stop };
  }, mostOpen);
  return {
    pool,
    opened,
    running,
    get most() {
      return most;
    },
    hold() {
      const stop = createStopSignal();
      const passed = new Promise<void>((resolve) => stop.signal.addEventListener('abort', () => resolve()));
      gate = { passed, open: () => stop.abort() };
    },
    release() {
      gate?.open();
      gate = undefined;
    },
    fail(failsNow) {
      fails = failsNow;
    },
    async use(id) {
      const session = await pool.session(named(id));
      mustEqual(session.principal, named(id), 'principal of the session');
      mustEqual(owners.get(session.tree), id, 'owner of the tree');
      must(running.includes(id), 'A session must have a library that is open.');
      return session;
    },
  };
}
