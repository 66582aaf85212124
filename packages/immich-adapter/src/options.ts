import type { ConnectionOptions } from './http/connection.ts';
import type { RequestQueue } from './http/request-queue.ts';
import type { PathMapping } from './local-originals/mapped-path.ts';
import type { SavedSearch } from './searches/saved-search.ts';

/** How to reach one Immich server as one user. */
export interface ImmichOptions extends ConnectionOptions {
  /** Originals below these folders are read from disk, with Immich as the fall-back. */
  readonly libraryPathMap?: readonly PathMapping[];
  /** Called once for each condition that the operator should know of. Must not throw. */
  readonly onWarning?: (message: string) => void;
  /** Concurrent JSON requests; downloads do not count. Defaults to 4. */
  readonly concurrency?: number;
  /** A queue that several sources share, in place of `concurrency`. */
  readonly queue?: RequestQueue;
  /** Whether to listen to Immich's websocket for hints of changes; needs an API key with all permissions. Defaults to true. */
  readonly hints?: boolean;
  /** Whether months include partners' assets in the user's timeline. Defaults to false. */
  readonly partners?: boolean;
  /** The groups of kind `search`. Defaults to none. */
  readonly searches?: readonly SavedSearch[];
  /** Maximum number of results of a smart search. Defaults to 500. */
  readonly searchLimit?: number;
  /** Milliseconds since 1970-01-01T00:00Z, for tests. Defaults to the clock. */
  readonly now?: () => number;
}
