import type { Asset, Rendition, RenditionMetadata } from './asset.ts';
import type { AssetGroup, MonthExtra, SourceKind } from './asset-group.ts';
import type { AssetWriter } from './asset-writer.ts';
import type { ByteRange, Content } from './content.ts';
import type { RequestOptions } from './request-options.ts';

/** Selects the assets to list. */
export interface AssetQuery {
  readonly group: AssetGroup;
}

/** Options for listing groups. */
export interface ListOptions extends RequestOptions {
  /** The groups as this source listed them last, perhaps before a restart. Their revisions say what the core has cached. */
  readonly cached?: readonly AssetGroup[];
}

/** Assets that are shown as one, such as a raw file and the picture that the camera made of it. */
export interface Stack {
  /** The asset that represents the stack. */
  readonly primaryId: string;
  /** All assets, the primary included. */
  readonly assetIds: readonly string[];
}

/** Options for opening an asset. */
export interface OpenOptions extends RequestOptions {
  /** Absent = the whole. */
  readonly range?: ByteRange;
  /** Cached metadata of the rendition, for a cache of content. Another `tag` of the content means other bytes. */
  readonly metadata?: RenditionMetadata;
}

/** Ability: the library has more of an asset than its original. */
export interface SourceRenditions {
  /** Metadata of one rendition. `not-found` where the library has no such rendition of the asset. */
  describe(asset: Asset, rendition: Rendition, options?: RequestOptions): Promise<RenditionMetadata>;
}

/** Ability: assets may be stacked. */
export interface SourceStacks {
  /** All stacks. Called at every refresh, so it must be cheap; returns the same array while nothing changed. */
  list(options?: RequestOptions): Promise<readonly Stack[]>;
}

/** Ability: the library can hint that something changed. */
export interface SourceChanges {
  /**
   * Calls `onHint` for each hint until the signal aborts. A hint starts a refresh early; refreshes find changes without hints too.
   * Reconnects by itself, and never throws.
   */
  watch(onHint: () => void, signal: AbortSignal): void;
}

/**
 * What the core needs of a photo library: the driven port. Every method rejects with a `LibraryError` and nothing else. Optional
 * abilities are objects that are present or absent. `conformance` holds the suite that an implementation has to pass.
 */
export interface AssetSource {
  readonly groupKinds: readonly SourceKind[];
  /** Requests made so far to read groups and assets, for reports; absent where there are none to count. */
  readonly requests?: number | undefined;
  /** All groups of a kind. Called at every refresh, so it must be cheap. `forbidden` when the user may not see groups of this kind. */
  listGroups(kind: SourceKind, options?: ListOptions): Promise<readonly AssetGroup[]>;
  /**
   * Present = a part of months may need its own permission. `forbidden` without that permission; months are listed without the part
   * then. Called at every refresh, so it must be cheap.
   */
  requireAccess?(part: MonthExtra, options?: RequestOptions): Promise<void>;
  /** The assets of a group in pages of any size, as complete records. `not-found` when the group is gone. */
  listAssets(query: AssetQuery, options?: RequestOptions): AsyncIterable<readonly Asset[]>;
  /**
   * Streams an asset. The caller reads `body` to its end or aborts the signal.
   * `not-found` when it is gone, `range-not-satisfiable` when the range begins past its end, `unavailable` when the library
   * cannot be reached, `not-supported` for a rendition that the library does not have, `conflict` when the library has other bytes
   * of an original by now than those that were listed. A body that ends early rejects instead of ending.
   */
  open(asset: Asset, rendition: Rendition, options?: OpenOptions): Promise<Content>;
  readonly renditions?: SourceRenditions;
  readonly stacks?: SourceStacks;
  readonly changes?: SourceChanges;
  readonly writer?: AssetWriter;
  /** Ends all requests and connections. */
  close?(): Promise<void>;
}
