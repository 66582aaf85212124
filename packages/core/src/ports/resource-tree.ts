import type { OpenOptions, RequestOptions } from './asset-source.ts';
import type { Content } from './content.ts';

interface ResourceProperties {
  /** The name inside the parent; '' for the root. Legal on every client's file system. */
  readonly name: string;
  /** Decoded segments from the root; [] is the root. */
  readonly path: readonly string[];
  /** Milliseconds since 1970-01-01T00:00Z. */
  readonly createdAt: number;
  readonly modifiedAt: number;
  /** Opaque entity tag without quotes (RFC 9110 section 8.8.3). A collection's changes when a member changes. */
  readonly etag: string;
}

export interface CollectionResource extends ResourceProperties {
  readonly kind: 'collection';
}

export interface FileResource extends ResourceProperties {
  readonly kind: 'file';
  readonly mediaType: string;
  /** Bytes; absent when not known, never a guess. */
  readonly size?: number;
  /** The entity tag is weak (RFC 9110 section 8.8.1): the library does not vouch that equal tags mean equal bytes. */
  readonly weak?: true;
  /** SHA-1 of the content, lowercase hex, where it is known. */
  readonly sha1?: string;
}

export type Resource = CollectionResource | FileResource;

/** What any front end may ask: the driving port. Every method rejects with a `LibraryError` and nothing else. */
export interface ResourceTree {
  /** The resource at a path, or undefined when there is none. Names match in Unicode form NFC and NFD. */
  resolve(path: readonly string[], options?: RequestOptions): Promise<Resource | undefined>;
  /**
   * All members, complete enough for a whole Depth: 1 answer. The same array as before means that nothing changed, so a
   * front end may keep what it made of it.
   */
  members(collection: CollectionResource, options?: RequestOptions): Promise<readonly Resource[]>;
  /**
   * Streams a file. A length that differs from `file.size` has corrected the listing, and so has `conflict`, which says that the
   * library has other bytes by now: resolve the path again.
   */
  open(file: FileResource, options?: OpenOptions): Promise<Content>;
}
