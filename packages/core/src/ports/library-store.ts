import type { Rendition, RenditionMetadata } from './asset.ts';
import type { Stack } from './asset-source.ts';
import type { CatalogEntry, Listing } from './listing.ts';

/** Metadata of a rendition, fetched when its asset was at a revision. */
export interface CachedRendition {
  readonly revision: string;
  readonly metadata: RenditionMetadata;
}

/** Options for reading a listing. */
export interface ReadListingOptions {
  /** False: do not keep the listing in memory after this read. True unless set. */
  readonly retain?: boolean;
}

/** Groups and their listings. A write survives a crash at any moment, whole or not at all. */
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
  /** Cached metadata of some assets; assets without any are omitted. */
  read(rendition: Rendition, assetIds: readonly string[]): Promise<ReadonlyMap<string, CachedRendition>>;
  /** Adds metadata, or replaces it. */
  write(rendition: Rendition, metadata: ReadonlyMap<string, CachedRendition>): Promise<void>;
}

/** The stacks of the library. */
export interface StackStore {
  /** The stacks of the last `write`, in its order; undefined before the first. */
  read(): Promise<readonly Stack[] | undefined>;
  write(stacks: readonly Stack[]): Promise<void>;
}

/**
 * Stores a library, so that it is served at once after a restart: three small driven ports that are opened and closed together. Every
 * method rejects with a `LibraryError` and nothing else; `conformance` holds the suite.
 */
export interface LibraryStore {
  readonly catalog: CatalogStore;
  readonly renditions: RenditionStore;
  readonly stacks: StackStore;
  close(): Promise<void>;
}
