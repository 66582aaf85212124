import type { Asset } from './asset.ts';
import type { AssetGroup } from './asset-group.ts';

/** An asset under the name that its collection gives it. */
export interface NamedAsset {
  readonly name: string;
  readonly asset: Asset;
}

/** A listing without its members. */
export interface ListingSummary {
  /** The revision of the group; undefined when the listing may be incomplete. */
  readonly revision: string | undefined;
  /** Changes whenever a member does. */
  readonly etag: string;
  readonly count: number;
  /** Number of archived members; absent = none. */
  readonly archivedCount?: number;
  /** When it was read from the library, in milliseconds since 1970-01-01T00:00Z. */
  readonly readAt: number;
}

/** The members of a group at one revision: immutable, sorted by name. */
export interface Listing extends ListingSummary {
  readonly members: readonly NamedAsset[];
}

/** A group, the name of its collection, and the summary of its listing. */
export interface CatalogEntry {
  readonly name: string;
  readonly group: AssetGroup;
  readonly listing: ListingSummary | undefined;
}
