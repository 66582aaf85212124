import type { Asset } from '../ports/asset.ts';
import type { DerivedKind, MonthExtra, SourceKind } from '../ports/asset-group.ts';
import type { CatalogEntry } from '../ports/listing.ts';
import type { Today } from './day.ts';

/** Names of collections below a view, outermost first; [] is the view's own collection. */
export type GroupPath = readonly string[];

interface Look {
  /** Name of its collection when several views are shown. */
  readonly title: string;
  /** Selects groups of its kind. Default: all. */
  readonly shows?: (entry: CatalogEntry) => boolean;
  /** Selects assets of a group. Default: all. */
  readonly includes?: (asset: Asset) => boolean;
  /** Path at which it shows a group, in legal names. Default: the path in the catalog. */
  readonly pathOf?: (entry: CatalogEntry) => GroupPath;
  /** Its files are in `images` and `videos` when the tree is not flattened. */
  readonly splitsByType?: true;
  /** What can be made in its collections; absent = it is read only. */
  readonly writes?: ViewWrites;
}

/** What a view lets clients make. */
export interface ViewWrites {
  /** A new file is added to the group whose collection it is in. */
  readonly addFile: 'to-group';
  /** A new collection is a new group of this kind. */
  readonly addCollection: 'album';
}

/** A view of groups that the source lists. */
export interface SourceView extends Look {
  readonly kind: SourceKind;
}

/** A view of groups that are derived from months: fields of each asset decide in which groups it is. */
export interface DerivedView extends Look {
  readonly kind: DerivedKind;
  /** Verbatim paths of the groups that hold an asset; empty for an asset that the view does not show. */
  readonly groupsOf: (asset: Asset, today: Today) => readonly GroupPath[];
  /** The only part of months that it shows; it is unavailable when the user may not see that part. */
  readonly needs?: MonthExtra;
  /** Groups depend on the date. */
  readonly changesDaily?: true;
  /** Drops the leading names that all paths have in common. */
  readonly dropsCommonPath?: true;
  /** Shows only a number of assets, those of the lowest rank. */
  readonly limit?: Limit;
}

export interface Limit {
  readonly count: number;
  /** From 0 up to and without 1; undefined for an asset that the view never shows. */
  readonly rank: (asset: Asset, today: Today) => number | undefined;
}

/** A view of a library: which groups become which collections. */
export type View = SourceView | DerivedView;

export const isDerived = (view: View): view is DerivedView => 'groupsOf' in view;

/** The paths of an asset in the view's own collection. */
export const itself: readonly GroupPath[] = [[]];
/** The paths of an asset that a view does not show. */
export const nowhere: readonly GroupPath[] = [];

/** Whether an asset is the user's own and not archived. */
export const isOnTimeline = ({ isArchived, owner }: Asset): boolean => !isArchived && owner === undefined;
