import { createSlots, type Slots } from '../base/concurrency.ts';
import { createStopSignal, systemClock } from '../base/platform.ts';
import { LibraryError } from '../errors/library-error.ts';
import type { Clock } from '../ports/clock.ts';
import type { ResourceTree } from '../ports/resource-tree.ts';
import type { Authenticate, LibraryPool, OpenSession, Principal, Session } from '../ports/sessions.ts';

/** A library as a pool uses it. */
export interface PooledLibrary {
  readonly tree: ResourceTree;
  stop(): Promise<void>;
}

/** Opens the library of a principal. Called once for each principal, again after it rejected or the pool closed the library. */
export type OpenLibrary = (principal: Principal) => Promise<PooledLibrary>;

export interface LibraryPoolOptions {
  /**
   * The most libraries that are open, opening or stopping; beyond, the one that was unused for longest is closed. No limit unless
   * set.
   */
  readonly mostOpen?: number;
  /** A library that was not used for so many milliseconds is closed. Never unless set. */
  readonly idleMs?: number;
  readonly clock?: Clock;
}

interface Opened {
  readonly library: PooledLibrary;
  /** Frees its place among the libraries that may be open. */
  readonly leave: () => void;
}

interface Entry {
  readonly opening: Promise<Opened>;
  /** Aborts when the pool closes the library. */
  readonly closing: AbortController;
  sessions: number;
  /** When the last session began or ended, in milliseconds of the clock. */
  usedAt: number;
}

const retryFullMs = 30_000;
const retryClosedMs = 1000;

const full = (): LibraryError =>
  new LibraryError('unavailable', 'Too many people use this server at the moment; try again in half a minute.', {
    retryAfterMs: retryFullMs,
  });

const closedMeanwhile = (): LibraryError =>
  new LibraryError('unavailable', 'The library was closed while it opened; try again.', {
    retryAfterMs: retryClosedMs,
  });

interface OpenParts {
  readonly signal: AbortSignal;
  readonly slots: Slots;
  /** The library of the same principal that is stopping. */
  readonly earlier: Promise<void> | undefined;
}

async function open(
  openLibrary: OpenLibrary,
  principal: Principal,
  { signal, slots, earlier }: OpenParts,
): Promise<Opened> {
  await earlier;
  const leave = await slots.take();
  try {
    if (signal.aborted) throw closedMeanwhile();
    return { library: await openLibrary(principal), leave };
  } catch (error) {
    leave();
    throw error;
  }
}

interface SweeperParts {
  readonly idleMs: number | undefined;
  readonly clock: Clock;
  readonly signal: AbortSignal;
}

/** After `wake`, sweeps twice in every idle time until nothing is left. */
function createSweeper(
  sweep: (before: number) => boolean,
  { idleMs, clock, signal }: SweeperParts,
): { readonly wake: () => void } {
  let isSweeping = false;
  async function run(every: number): Promise<void> {
    isSweeping = true;
    do await clock.sleep(every / 2, signal);
    while (!signal.aborted && sweep(clock.elapsed() - every));
    isSweeping = false;
  }
  return {
    wake() {
      if (!isSweeping && idleMs !== undefined) void run(idleMs);
    },
  };
}

/** Keeps one library for each principal, by the principal's id. */
export function createLibraryPool(openLibrary: OpenLibrary, options: LibraryPoolOptions = {}): LibraryPool {
  const { mostOpen = Number.POSITIVE_INFINITY, idleMs, clock = systemClock } = options;
  /** In the order of use. */
  const entries = new Map<string, Entry>();
  /** Libraries that are stopping: the next one of the same principal needs their files. */
  const stopping = new Map<string, Promise<void>>();
  const slots = createSlots(mostOpen);
  const closed = createStopSignal();
  const sweeper = createSweeper(sweepIdle, { idleMs, clock, signal: closed.signal });

  function closeEntry(id: string, { opening, closing }: Entry): Promise<void> {
    entries.delete(id);
    closing.abort();
    const stopped = opening
      .then(({ library, leave }) => library.stop().finally(leave))
      .catch(() => {})
      .finally(() => stopping.get(id) === stopped && stopping.delete(id));
    stopping.set(id, stopped);
    return stopped;
  }

  function makeRoom(): void {
    if (entries.size < mostOpen) return;
    const [id, entry] = [...entries].find(([, { sessions }]) => sessions === 0) ?? [];
    if (id === undefined || !entry) throw full();
    void closeEntry(id, entry);
  }

  /** Returns whether libraries are still open. */
  function sweepIdle(before: number): boolean {
    for (const [id, entry] of entries) if (entry.sessions === 0 && entry.usedAt <= before) void closeEntry(id, entry);
    return entries.size > 0;
  }

  function enter(principal: Principal): Entry {
    const { id } = principal;
    const present = entries.get(id);
    if (present) return present;
    makeRoom();
    const closing = createStopSignal();
    const opening = open(openLibrary, principal, { signal: closing.signal, slots, earlier: stopping.get(id) });
    const entry: Entry = { opening, closing, sessions: 0, usedAt: clock.elapsed() };
    entries.set(id, entry);
    opening.catch(() => entries.get(id) === entry && entries.delete(id));
    sweeper.wake();
    return entry;
  }

  /** Adds sessions to an entry, and makes it the one that was used last. */
  function use(id: string, entry: Entry, sessions: 1 | -1): void {
    entry.sessions += sessions;
    entry.usedAt = clock.elapsed();
    if (entries.get(id) !== entry) return;
    entries.delete(id);
    entries.set(id, entry);
  }

  return {
    async session(principal): Promise<Session> {
      if (closed.signal.aborted) throw new LibraryError('unavailable', 'The server is stopping.');
      const { id } = principal;
      const entry = enter(principal);
      let isEnded = false;
      const end = (): void => {
        if (!isEnded) use(id, entry, -1);
        isEnded = true;
      };
      use(id, entry, 1);
      try {
        const { library } = await entry.opening;
        if (entry.closing.signal.aborted) throw closedMeanwhile();
        return { principal, tree: library.tree, end };
      } catch (error) {
        end();
        throw error;
      }
    },
    async forget(id) {
      const entry = entries.get(id);
      if (entry) await closeEntry(id, entry);
      else await stopping.get(id);
    },
    async close() {
      closed.abort();
      for (const [id, entry] of entries) void closeEntry(id, entry);
      while (stopping.size > 0) await Promise.all(stopping.values());
    },
  };
}

/** Signs requests in with an authenticator and a pool. */
export function createSessions(authenticate: Authenticate, pool: LibraryPool): OpenSession {
  return async (credentials, client) => pool.session(await authenticate(credentials, client));
}
