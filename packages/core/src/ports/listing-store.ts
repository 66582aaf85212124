import type { Rendition, RenditionFacts } from './asset.ts';
import type { Stack } from './asset-source.ts';
import type { CatalogEntry, Listing } from './listing.ts';

/** What was learnt of a rendition when its asset was at a revision. */
export interface KnownRendition {
  readonly revision: string;
  readonly facts: RenditionFacts;
}

/** How a listing is read. */
export interface ReadListingOptions {
  /** True: nobody looks at it, so it need not stay in memory for the next who asks. */
  readonly inPassing?: boolean;
}

/**
 * Where listings are kept: the second driven port. What was written is there after a crash at any moment, whole or not at all.
 * Every method rejects with a `TreeError` and nothing else; `conformance` holds the suite for implementations.
 */
export interface ListingStore {
  /** All groups that were written last, in the same order; undefined when none ever were. */
  readEntries(): Promise<readonly CatalogEntry[] | undefined>;
  /** Replaces the groups. Listings of groups that are not among them go. */
  writeEntries(entries: readonly CatalogEntry[]): Promise<void>;
  /** The listing of a group. Kept in memory or not: asking twice may give the same object or an equal one. */
  readListing(groupId: string, options?: ReadListingOptions): Promise<Listing | undefined>;
  /** Replaces a listing and its group's entry at once. */
  writeListing(entry: CatalogEntry, listing: Listing): Promise<void>;
  /** What is known of one rendition of some assets, by their ids; those of which nothing is known are left out. */
  readRenditions(rendition: Rendition, assetIds: readonly string[]): Promise<ReadonlyMap<string, KnownRendition>>;
  /** Adds to it, or replaces it. */
  writeRenditions(rendition: Rendition, known: ReadonlyMap<string, KnownRendition>): Promise<void>;
  /** The stacks that were written last; undefined when none ever were. */
  readStacks(): Promise<readonly Stack[] | undefined>;
  /** Replaces them. */
  writeStacks(stacks: readonly Stack[]): Promise<void>;
  close(): Promise<void>;
}
