import type { Asset } from '../ports/asset.ts';
import type { DerivedKind, MonthPart, SourceKind } from '../ports/asset-source.ts';
import type { CatalogEntry } from '../ports/listing.ts';
import type { Today } from './day.ts';

/** Names of folders, from the outermost; [] is the view's own folder. */
export type GroupPath = readonly string[];

interface Look {
  /** The folder that it gets where several views are shown. */
  readonly title: string;
  /** Groups of its kind that it shows; all unless told. */
  readonly shows?: (entry: CatalogEntry) => boolean;
  /** Assets of a group that it shows; all unless told. */
  readonly includes?: (asset: Asset) => boolean;
  /** Where it shows a group, in legal names; where the group is named after, unless told. */
  readonly pathOf?: (entry: CatalogEntry) => GroupPath;
  /** Its files are in `images` and `videos`, where that is wanted. */
  readonly splitsByType?: true;
}

/** Shows groups that the library has. */
export interface SourceView extends Look {
  readonly kind: SourceKind;
}

/** Shows groups that are made of months: a few facts of each asset decide in which folders it is. */
export interface DerivedView extends Look {
  readonly kind: DerivedKind;
  /** Verbatim; none: the view does not show it. */
  readonly groupsOf: (asset: Asset, today: Today) => readonly GroupPath[];
  /** It shows nothing else, and is left out where that may not be seen. */
  readonly needs?: MonthPart;
  /** Folders depend on what day it is. */
  readonly changesDaily?: true;
  /** What the paths of all folders have in front is left out. */
  readonly dropsCommonPath?: true;
  /** At most so many of all: those of the lowest rank. */
  readonly limit?: Limit;
}

export interface Limit {
  readonly count: number;
  /** From 0 up to and without 1; undefined: never among them. */
  readonly rank: (asset: Asset, today: Today) => number | undefined;
}

/** A way to look at a library: which groups become which folders. */
export type View = SourceView | DerivedView;

export const isDerived = (view: View): view is DerivedView => 'groupsOf' in view;

/** In the view's own folder. */
export const itself: readonly GroupPath[] = [[]];
/** In none. */
export const nowhere: readonly GroupPath[] = [];

/** Whether it is one of the user's own that is not put out of sight. */
export const isOnTimeline = ({ isArchived, owner }: Asset): boolean => !isArchived && owner === undefined;
