import type { Asset, Rendition } from './asset.ts';
import type { ByteRange, Content } from './content.ts';

/** What a library groups its assets by. */
export type GroupKind = 'album';

/** Something in the library that holds assets. */
export interface AssetGroup {
  readonly kind: GroupKind;
  readonly id: string;
  /** Verbatim; the core makes a file name of it. */
  readonly name: string;
  /** Opaque: the same revision, the same members with the same properties. */
  readonly revision: string;
  /** How many assets a complete listing has; absent where the library does not tell. */
  readonly assetCount?: number;
  /** Milliseconds since 1970-01-01T00:00Z. */
  readonly createdAt: number;
  readonly modifiedAt: number;
}

export interface AssetQuery {
  readonly group: AssetGroup;
}

export interface RequestOptions {
  /** True: nobody waits for it, so requests that somebody waits for go first. */
  readonly background?: boolean;
  /** Aborting cancels the request and closes what it holds open. */
  readonly signal?: AbortSignal;
}

export interface OpenOptions extends RequestOptions {
  /** Absent = the whole. */
  readonly range?: ByteRange;
}

/** Hints that something changed. */
export interface ChangeFeed {
  /** Calls `onHint` for each until the signal aborts; keeps its connection up by itself, and never throws. */
  watch(onHint: () => void, signal: AbortSignal): void;
}

/**
 * What the core needs of a photo library: the driven port. Every method rejects with a `TreeError` and nothing else.
 * `conformance` holds the suite that an implementation has to pass.
 */
export interface AssetSource {
  readonly groupKinds: readonly GroupKind[];
  /** Requests made so far to read groups and assets, for reports; absent where there are none to count. */
  readonly requests?: number;
  /** All groups of a kind. Cheap: it is asked at every refresh. */
  listGroups(kind: GroupKind, options?: RequestOptions): Promise<readonly AssetGroup[]>;
  /** The assets of a group in pages of any size; every record is complete. `not-found` when the group is gone. */
  listAssets(query: AssetQuery, options?: RequestOptions): AsyncIterable<readonly Asset[]>;
  /** Present = the library can tell that something changed. A hint makes a refresh come sooner, and is never believed. */
  readonly changes?: ChangeFeed;
  /**
   * Streams an asset. The caller reads `body` to its end or aborts the signal.
   * `not-found` when it is gone, `range-not-satisfiable` when the range begins past its end, `unavailable` when the library
   * cannot be reached, `conflict` when the library has other bytes by now than those that were listed. A body that ends early
   * rejects instead of ending.
   */
  open(asset: Asset, rendition: Rendition, options?: OpenOptions): Promise<Content>;
}
