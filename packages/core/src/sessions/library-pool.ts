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
  /** The most open libraries; beyond, the one that was unused for longest is closed. No limit unless set. */
  readonly mostOpen?: number;
  /** A library that nobody used for so many milliseconds is closed. Never unless set. */
  readonly idleMs?: number;
  readonly clock?: Clock;
}

interface Entry {
  readonly opening: Promise<PooledLibrary>;
  sessions: number;
  /** When the last session began or ended, in milliseconds of the clock. */
  usedAt: number;
}

const retryAfterMs = 30_000;

const full = (): LibraryError =>
  new LibraryError('unavailable', 'Too many people use this server at the moment; try again in half a minute.', {
    retryAfterMs,
  });

/** Keeps one library for each principal, by the principal's id. */
export function createLibraryPool(openLibrary: OpenLibrary, options: LibraryPoolOptions = {}): LibraryPool {
  const { mostOpen = Number.POSITIVE_INFINITY, idleMs, clock = systemClock } = options;
  const entries = new Map<string, Entry>();
  /** Libraries that are stopping: the next one of the same principal needs their files. */
  const stopping = new Map<string, Promise<void>>();
  const closed = createStopSignal();
  let isSweeping = false;

  function closeEntry(id: string, { opening }: Entry): Promise<void> {
    entries.delete(id);
    const stopped = (stopping.get(id) ?? Promise.resolve())
      .then(() => opening)
      .then((library) => library.stop())
      .catch(() => {})
      .finally(() => stopping.get(id) === stopped && stopping.delete(id));
    stopping.set(id, stopped);
    return stopped;
  }

  /** The entry that was unused for longest. */
  function longestUnused(): readonly [string, Entry] | undefined {
    const unused = [...entries].filter(([, { sessions }]) => sessions === 0);
    return unused.sort(([, a], [, b]) => a.usedAt - b.usedAt)[0];
  }

  function makeRoom(): void {
    if (entries.size < mostOpen) return;
    const [id, entry] = longestUnused() ?? [];
    if (id === undefined || !entry) throw full();
    void closeEntry(id, entry);
  }

  /** Closes idle libraries until none is open. */
  async function sweep(): Promise<void> {
    if (isSweeping || idleMs === undefined) return;
    isSweeping = true;
    while (entries.size > 0 && !closed.signal.aborted) {
      await clock.sleep(idleMs / 2, closed.signal);
      const before = clock.elapsed() - idleMs;
      for (const [id, entry] of entries) if (entry.sessions === 0 && entry.usedAt <= before) void closeEntry(id, entry);
    }
    isSweeping = false;
  }

  function enter(principal: Principal): Entry {
    const { id } = principal;
    const open = entries.get(id);
    if (open) return open;
    makeRoom();
    const opening = (stopping.get(id) ?? Promise.resolve()).then(() => openLibrary(principal));
    const entry: Entry = { opening, sessions: 0, usedAt: clock.elapsed() };
    entries.set(id, entry);
    opening.catch(() => entries.get(id) === entry && entries.delete(id));
    void sweep();
    return entry;
  }

  return {
    async session(principal): Promise<Session> {
      if (closed.signal.aborted) throw new LibraryError('unavailable', 'The server is stopping.');
      const entry = enter(principal);
      let isEnded = false;
      const end = (): void => {
        if (isEnded) return;
        isEnded = true;
        entry.sessions -= 1;
        entry.usedAt = clock.elapsed();
      };
      entry.sessions += 1;
      entry.usedAt = clock.elapsed();
      try {
        const { tree } = await entry.opening;
        return { principal, tree, end };
      } catch (error) {
        end();
        throw error;
      }
    },
    async forget(id) {
      const entry = entries.get(id);
      if (entry) await closeEntry(id, entry);
    },
    async close() {
      closed.abort();
      for (const [id, entry] of entries) void closeEntry(id, entry);
      await Promise.all(stopping.values());
    },
  };
}

/** Signs requests in with an authenticator and a pool. */
export function createSessions(authenticate: Authenticate, pool: LibraryPool): OpenSession {
  return async (credentials, client) => pool.session(await authenticate(credentials, client));
}
