/**
 * A kind of group in a library.
 *
 * - `album`: the user's own albums, and albums shared with the user.
 * - `month`: every asset, archived or not, by the local month in which it was taken. `id` and `name` are `2024-03`. Assets in the trash,
 *   hidden assets and locked assets are in no month. Views such as favorites or cameras are derived from months.
 * - `person`, `tag`: assets of a person or with a tag. Hidden and unnamed people are omitted.
 * - `unfiled`: one group of all assets in no album.
 * - `search`: the results of a saved search.
 */
export type SourceKind = 'album' | 'month' | 'person' | 'tag' | 'unfiled' | 'search';

/** Assets of months that need their own permission: `partners`, assets of partners in the user's timeline. */
export type MonthExtra = 'partners';

/** A kind of group that the core derives from months, one for each derived view. */
export type DerivedKind = `derived:${string}`;

/** All kinds of groups, those of a source and those derived from months. */
export type GroupKind = SourceKind | DerivedKind;

/** A group of assets in the library. */
export interface AssetGroup {
  readonly kind: GroupKind;
  /** Unique among the groups of all kinds. */
  readonly id: string;
  /** Verbatim; the core derives a legal name from it. */
  readonly name: string;
  /** Verbatim names of its parents, outermost first, e.g. of a tag. */
  readonly parents?: readonly string[];
  /** Name of the owner, if that is another user. */
  readonly owner?: string;
  /** Opaque: equal revisions mean equal members with equal properties. */
  readonly revision: string;
  /** Number of assets in a complete listing; absent if the library does not count them. */
  readonly assetCount?: number;
  /** Milliseconds since 1970-01-01T00:00Z. */
  readonly createdAt: number;
  readonly modifiedAt: number;
}
