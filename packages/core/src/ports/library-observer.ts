import type { LibraryError } from '../errors/library-error.ts';
import type { Rendition } from './asset.ts';
import type { AssetGroup, GroupKind } from './asset-source.ts';

/** What a refresh did. */
export interface RefreshReport {
  readonly groups: number;
  /** Groups whose members were read again. */
  readonly changed: number;
  /** Groups, and kinds of groups, that could not be read. */
  readonly failed: number;
  readonly assets: number;
  /** Requests that it took, those of clients who were waiting included; absent where the source does not count. */
  readonly requests?: number;
  readonly durationMs: number;
}

/** How a refresh went: `partial` where a few groups could not be read, which tells nothing of the library itself. */
export type RefreshResult = 'complete' | 'partial' | 'failed';

/** How far a refresh has come. */
export interface RefreshProgress {
  readonly groups: number;
  readonly groupsTotal: number;
  readonly assets: number;
  /** Assets of all groups that are to be read, where the library tells. */
  readonly assetsTotal: number;
  readonly durationMs: number;
}

/** What a library may have to do without. */
export type RefreshedKind = GroupKind | 'stack';

/** How far the learning of lengths has come. */
export interface RenditionProgress {
  readonly rendition: Rendition;
  /** Assets of the folder that is at work. */
  readonly done: number;
  readonly total: number;
  readonly foldersLeft: number;
}

/** What a library tells of its work: for logs and metrics. An implementation must not throw. */
export interface LibraryObserver {
  refreshed?(report: RefreshReport): void;
  /** A refresh is over, however it went. */
  refreshEnded?(result: RefreshResult): void;
  /** The groups of a kind could not be listed after all retries, or, without a kind, anything; what was known stays. */
  refreshFailed?(error: LibraryError, kind?: RefreshedKind): void;
  /** One group could not be read after all retries; its last good listing stays. */
  groupFailed?(group: AssetGroup, error: LibraryError): void;
  /** An attempt failed and is made again. */
  retrying?(what: string, attempt: number, error: LibraryError): void;
  /** A listing was read; told often while a refresh is under way. */
  progressed?(progress: RefreshProgress): void;
  /** Lengths of renditions were learnt; told often while there are any to learn. */
  renditionsProbed?(progress: RenditionProgress): void;
  /** The library tells nothing of a rendition, so lengths are missing; told again when it was otherwise between. */
  renditionsFailed?(rendition: Rendition, error: LibraryError): void;
  /** The store could not be read or written; the library goes on without it. */
  storeFailed?(error: LibraryError): void;
  /** Groups of that kind may not be seen or do not exist, so views of them are left out; told again when it was otherwise between. */
  kindUnavailable?(kind: RefreshedKind, error: LibraryError): void;
  /** Albums that were chosen and are not there; told again when they are others. */
  albumsMissing?(ids: readonly string[]): void;
  /** A listing did not agree with the count that its group promised; it is read again at the next refresh. */
  countMismatch?(group: AssetGroup, counted: number): void;
  /** An asset's true length differed from the listing. */
  lengthCorrected?(assetId: string, listed: number | undefined, actual: number): void;
}
