import type { ResourceTree } from '../ports/resource-tree.ts';
import type { Authenticate, LibraryPool, OpenSession, Principal, Session } from '../ports/sessions.ts';

/** A library as a pool uses it. */
export interface PooledLibrary {
  readonly tree: ResourceTree;
  stop(): Promise<void>;
}

/** Opens the library of a principal. Called once for each principal, again after it rejected. */
export type OpenLibrary = (principal: Principal) => Promise<PooledLibrary>;

/** Keeps one library for each principal, by the principal's id. */
export function createLibraryPool(openLibrary: OpenLibrary): LibraryPool {
  const libraries = new Map<string, Promise<PooledLibrary>>();
  const libraryOf = (principal: Principal): Promise<PooledLibrary> => {
    const open = libraries.get(principal.id);
    if (open) return open;
    const opening = openLibrary(principal);
    libraries.set(principal.id, opening);
    opening.catch(() => libraries.delete(principal.id));
    return opening;
  };
  return {
    async session(principal): Promise<Session> {
      const { tree } = await libraryOf(principal);
      return { principal, tree };
    },
    async close() {
      const open = [...libraries.values()];
      libraries.clear();
      const opened = await Promise.allSettled(open);
      await Promise.all(opened.map(async (one) => one.status === 'fulfilled' && one.value.stop()));
    },
  };
}

/** Signs requests in with an authenticator and a pool. */
export function createSessions(authenticate: Authenticate, pool: LibraryPool): OpenSession {
  return async (credentials, client) => pool.session(await authenticate(credentials, client));
}
