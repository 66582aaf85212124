import type { SavedSearch } from './searches/saved-search.ts';

/** A folder of Immich's host and where it is mounted here. */
export interface PathMapping {
  /** As Immich shows it in `originalPath`, e.g. `/usr/src/app/upload`. */
  readonly from: string;
  /** The same folder on this host. Nothing outside of it is ever read. */
  readonly to: string;
}

/** How to reach one Immich server as one user. */
export interface ImmichOptions {
  /** `https://photos.example.org`, with or without `/api` or a slash at the end, also below a path. */
  readonly url: string;
  /** Needs album.read, asset.read and asset.download for albums; `checkImmich` tells what other kinds of groups need. */
  readonly apiKey: string;
  /** Originals below these folders are read from disk, with Immich as the fall-back. */
  readonly libraryPathMap?: readonly PathMapping[];
  /** Defaults to `immich-webdav`. */
  readonly userAgent?: string;
  /** Told once about what works but should not be relied on. Must not throw. */
  readonly onWarning?: (message: string) => void;
  /** JSON requests that are under way at the same time; others wait for their turn. Downloads do not count. Defaults to 4. */
  readonly concurrency?: number;
  /** Connections to Immich at the same time, downloads included; what exceeds them waits. Defaults to 300. */
  readonly connections?: number;
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
  /** How long to wait for an answer, and for the next bytes of one, in milliseconds. Defaults to 30,000. */
  readonly timeoutMs?: number;
}
