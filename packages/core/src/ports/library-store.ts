import type { Rendition, RenditionMetadata } from './asset.ts';
import type { Stack } from './asset-source.ts';
import type { CatalogEntry, Listing } from './listing.ts';

/** Metadata of a rendition, fetched when its asset was at a revision. */
export interface CachedRendition {
  readonly revision: string;
  readonly metadata: RenditionMetadata;
}

/** How a listing is read. */
export interface ReadListingOptions {
  /** False: do not keep the listing in memory after this read. True unless set. */
  readonly retain?: boolean;
}

/** Groups and their listings. What was written is there after a crash at any moment, whole or not at all. */
export interface CatalogStore {
  /** The groups of the last `writeEntries`, in its order; undefined before the first. */
  readEntries(): Promise<readonly CatalogEntry[] | undefined>;
  /** Replaces the groups, and deletes listings of groups that are not among them. */
  writeEntries(entries: readonly CatalogEntry[]): Promise<void>;
  /** The listing of a group. Two reads return the same object or equal ones. */
  readListing(groupId: string, options?: ReadListingOptions): Promise<Listing | undefined>;
  /** Replaces a listing and its group's entry in one step. Does nothing for a group that is not among the entries. */
  writeListing(entry: CatalogEntry, listing: Listing): Promise<void>;
}

/** Metadata of renditions, by rendition and asset id. */
export interface RenditionStore {
  /** Cached metadata of some assets; assets without any are left out. */
  read(rendition: Rendition, assetIds: readonly string[]): Promise<ReadonlyMap<string, CachedRendition>>;
  /** Adds metadata, or replaces it. */
  write(rendition: Rendition, known: ReadonlyMap<string, CachedRendition>): Promise<void>;
}

/** The stacks of the library. */
export interface StackStore {
  /** The stacks of the last `write`, in its order; undefined before the first. */
  read(): Promise<readonly Stack[] | undefined>;
  write(stacks: readonly Stack[]): Promise<void>;
}

/**
 * What a library stores, so that a restart serves it at once: three small driven ports that are opened and closed together. Every
 * method rejects with a `LibraryError` and nothing else; `conformance` holds the suite.
 */
export interface LibraryStore {
  readonly catalog: CatalogStore;
  readonly renditions: RenditionStore;
  readonly stacks: StackStore;
  close(): Promise<void>;
}
