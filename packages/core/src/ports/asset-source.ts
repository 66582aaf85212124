import type { Asset, Rendition, RenditionMetadata } from './asset.ts';
import type { ByteRange, Content } from './content.ts';

/**
 * What a library groups its assets by.
 *
 * - `album`: what people put together, their own and what is shared with them.
 * - `month`: everything, archived or not, by the month in which it was taken where it was taken. `id` and `name` are `2024-03`. What is
 *   in the trash, hidden or locked is in no month. Views such as favorites or cameras are made of months.
 * - `person`, `tag`: by who is on it, and by label. Hidden and unnamed people are left out.
 * - `unfiled`: one group of all that is in no album.
 * - `search`: what a saved search finds.
 */
export type SourceKind = 'album' | 'month' | 'person' | 'tag' | 'unfiled' | 'search';

/** What months hold only where that is allowed: `partners`, what others show in the user's timeline. */
export type MonthPart = 'partners';

/** What the core makes of months, a kind for each view that shows such groups. */
export type DerivedKind = `derived:${string}`;

/** All kinds of groups, those of a source and those made of months. */
export type GroupKind = SourceKind | DerivedKind;

/** Something in the library that holds assets. */
export interface AssetGroup {
  readonly kind: GroupKind;
  /** Unique among the groups of all kinds. */
  readonly id: string;
  /** Verbatim; the core makes a file name of it. */
  readonly name: string;
  /** Verbatim names of what it is within, from the outermost: a tag's parents. */
  readonly parents?: readonly string[];
  /** The name of whoever shares it, where that is somebody else. */
  readonly owner?: string;
  /** Opaque: the same revision, the same members with the same properties. */
  readonly revision: string;
  /** How many assets a complete listing has; absent where the library does not tell. */
  readonly assetCount?: number;
  /** Milliseconds since 1970-01-01T00:00Z. */
  readonly createdAt: number;
  readonly modifiedAt: number;
}

/** Which assets are listed. */
export interface AssetQuery {
  readonly group: AssetGroup;
}

/** How a source is asked. */
export interface RequestOptions {
  /** True: nobody waits for it, so requests that somebody waits for go first. */
  readonly background?: boolean;
  /** Aborting cancels the request and closes what it holds open. */
  readonly signal?: AbortSignal;
}

/** How groups are listed. */
export interface ListOptions extends RequestOptions {
  /** The groups as this source listed them last, perhaps before a restart: their revisions tell what is known. */
  readonly cached?: readonly AssetGroup[];
}

/** Assets that are shown as one, such as a raw file and the picture that the camera made of it. */
export interface Stack {
  /** The asset that stands for all. */
  readonly primaryId: string;
  /** All of them, the primary too. */
  readonly assetIds: readonly string[];
}

/** How an asset is opened. */
export interface OpenOptions extends RequestOptions {
  /** Absent = the whole. */
  readonly range?: ByteRange;
  /** What is known of the rendition, for whoever keeps content; `tag` of the content tells when it is another by now. */
  readonly metadata?: RenditionMetadata;
}

/** Ability: the library has more of an asset than its original. */
export interface SourceRenditions {
  /** Metadata of one rendition. `not-found` where the library has no such rendition of the asset. */
  describe(asset: Asset, rendition: Rendition, options?: RequestOptions): Promise<RenditionMetadata>;
}

/** Ability: assets may be stacked. */
export interface SourceStacks {
  /** All stacks. Called at every refresh, so it is cheap; the same array as before while nothing changed. */
  list(options?: RequestOptions): Promise<readonly Stack[]>;
}

/** Ability: the library can hint that something changed. */
export interface SourceChanges {
  /**
   * Calls `onHint` for each hint until the signal aborts. A hint makes a refresh come sooner and is no source of truth. Keeps its
   * connection up by itself, and never throws.
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
  /** All groups of a kind. Called at every refresh, so it is cheap. `forbidden` when the user may not see groups of this kind. */
  listGroups(kind: SourceKind, options?: ListOptions): Promise<readonly AssetGroup[]>;
  /**
   * Present = the user may be allowed to see months, and not a part of what they hold: they are without it then, and this is
   * `forbidden`. Called at every refresh, so it is cheap.
   */
  requireAccess?(part: MonthPart, options?: RequestOptions): Promise<void>;
  /** The assets of a group in pages of any size; every record is complete. `not-found` when the group is gone. */
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
  /** Ends all requests and connections. */
  close?(): Promise<void>;
}
