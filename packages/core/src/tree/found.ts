import type { Asset, Rendition, RenditionMetadata } from '../ports/asset.ts';
import type { CatalogEntry } from '../ports/listing.ts';
import type { CollectionResource, FileResource, Resource } from '../ports/resource.ts';

/** Where the bytes of a file come from. */
export interface FileOrigin {
  /** As listed: the size of the resource may be a corrected one. */
  readonly asset: Asset;
  /** Absent = the original. */
  readonly reads?: Exclude<Rendition, 'original'> | 'sidecar';
  /** Metadata of the rendition; absent while it is not cached. */
  readonly metadata?: RenditionMetadata;
}

/** A file of the tree: what clients see of it, and what is behind it. */
export interface FoundFile {
  readonly kind: 'file';
  readonly resource: FileResource;
  readonly origin: FileOrigin;
  /** The group whose listing has the asset. */
  readonly groupId: string;
}

/** What a collection stands for in the library, where something can be made in it. */
export interface WritePlace {
  /** Names from the collection of its view to it. */
  readonly names: readonly string[];
  /** The group whose files it has; undefined for a collection of collections only. */
  readonly entry: CatalogEntry | undefined;
}

/** A collection of the tree at one moment. */
export interface Collection {
  readonly kind: 'collection';
  readonly resource: CollectionResource;
  /** Absent = nothing can be made in it. */
  readonly writePlace?: WritePlace;
  /** All members; the same array while nothing changed. */
  members(): Promise<readonly Resource[]>;
  /** The member of that name, in NFC. */
  find(name: string): Promise<Found | undefined>;
}

/** What a path leads to. */
export type Found = Collection | FoundFile;
