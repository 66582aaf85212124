import type { ConnectionOptions } from './http/connection.ts';
import type { PathMapping } from './local-originals/mapped-path.ts';
import type { SavedSearch } from './searches/saved-search.ts';

/** How to reach one Immich server as one user. */
export interface ImmichOptions extends ConnectionOptions {
  /** Originals below these folders are read from disk, with Immich as the fall-back. */
  readonly libraryPathMap?: readonly PathMapping[];
  /** Told once about what works but should not be relied on. Must not throw. */
  readonly onWarning?: (message: string) => void;
  /** JSON requests that are under way at the same time; others wait for their turn. Downloads do not count. Defaults to 4. */
  readonly concurrency?: number;
  /** Whether to listen to Immich's websocket for hints of changes; needs a key with all permissions. Defaults to true. */
  readonly hints?: boolean;
  /** Whether months hold what partners show in the user's timeline as well. Defaults to false. */
  readonly partners?: boolean;
  /** The groups of kind `search`. Defaults to none. */
  readonly searches?: readonly SavedSearch[];
  /** The most that a smart search gives. Defaults to 500. */
  readonly searchLimit?: number;
  /** Milliseconds since 1970-01-01T00:00Z, for tests. Defaults to the clock. */
  readonly now?: () => number;
}
