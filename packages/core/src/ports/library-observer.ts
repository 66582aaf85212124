import type { LibraryError } from '../errors/library-error.ts';
import type { Rendition } from './asset.ts';
import type { AssetGroup, GroupKind } from './asset-group.ts';

/** Outcome of a refresh, in numbers. */
export interface RefreshReport {
  readonly groups: number;
  /** Groups whose listings were read again. */
  readonly changed: number;
  /** Groups, and kinds of groups, that could not be read. */
  readonly failed: number;
  readonly assets: number;
  /** Requests sent during the refresh, including those for clients; absent if the source does not count them. */
  readonly requests?: number;
  readonly durationMs: number;
}

/** Outcome of a refresh; `partial` when only a few groups could not be read. */
export type RefreshResult = 'complete' | 'partial' | 'failed';

/** Progress of a refresh. */
export interface RefreshProgress {
  readonly groups: number;
  readonly groupsTotal: number;
  readonly assets: number;
  /** Assets of all groups to be read, as far as the source counts them. */
  readonly assetsTotal: number;
  readonly durationMs: number;
}

/** Something that a refresh lists. */
export type RefreshedKind = GroupKind | 'stack';

/** Progress of fetching rendition metadata. */
export interface RenditionProgress {
  readonly rendition: Rendition;
  /** Assets of the current group. */
  readonly done: number;
  readonly total: number;
  readonly groupsLeft: number;
}

/** Receives the events of a library, for logs and metrics. An implementation must not throw. */
export interface LibraryObserver {
  /** A refresh listed at least one kind of groups. */
  refreshed?(report: RefreshReport): void;
  /** A refresh ended, whatever its result. */
  refreshEnded?(result: RefreshResult): void;
  /** Groups of a kind, or of all kinds if `kind` is absent, could not be listed after all retries. Cached groups stay. */
  refreshFailed?(error: LibraryError, kind?: RefreshedKind): void;
  /** A group could not be read after all retries. Its last good listing stays. */
  groupFailed?(group: AssetGroup, error: LibraryError): void;
  /** A request failed and is retried. */
  retrying?(what: string, attempt: number, error: LibraryError): void;
  /** A listing was read. Called for each listing of a refresh. */
  progressed?(progress: RefreshProgress): void;
  /** Metadata of renditions was fetched. Called for each batch. */
  renditionsProbed?(progress: RenditionProgress): void;
  /** Metadata of a rendition could not be fetched, so sizes are absent. Called once for each period of failures. */
  renditionsFailed?(rendition: Rendition, error: LibraryError): void;
  /** The store could not be read or written. The library continues with what is in memory. */
  storeFailed?(error: LibraryError): void;
  /** The user may not see groups of a kind, or the library has none, so their views are hidden. Called once for each such period. */
  kindUnavailable?(kind: RefreshedKind, error: LibraryError): void;
  /** Chosen albums are not in the library. Called again when the ids change. */
  albumsMissing?(ids: readonly string[]): void;
  /** The number of listed assets does not match the group's count. The next refresh reads the listing again. */
  countMismatch?(group: AssetGroup, counted: number): void;
  /** The true length of an asset differs from its listing. */
  lengthCorrected?(assetId: string, listed: number | undefined, actual: number): void;
}
