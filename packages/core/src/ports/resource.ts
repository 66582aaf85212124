import type { Rendition } from './asset.ts';

/** What a caller may do with a resource. */
export type Operation = 'write' | 'delete' | 'rename' | 'add-file' | 'add-collection';

interface ResourceProperties {
  /**
   * Opaque and stable across renames and restarts. Resources with equal ids are one resource under several paths (RFC 5842
   * section 3.1): an asset has the same id in every view and every rendition root.
   */
  readonly id: string;
  /** The name inside the parent; '' for the root. Legal on every client's file system. */
  readonly name: string;
  /** Decoded segments from the root; [] is the root. */
  readonly path: readonly string[];
  /** Milliseconds since 1970-01-01T00:00Z. */
  readonly createdAt: number;
  readonly modifiedAt: number;
  /**
   * Opaque entity tag without quotes (RFC 9110 section 8.8.3), made of content only: two processes that show the same give the
   * same tag. A collection's changes when a member changes.
   */
  readonly etag: string;
  /** Operations that are allowed here; absent = read only. */
  readonly may?: ReadonlySet<Operation>;
}

export interface CollectionResource extends ResourceProperties {
  readonly kind: 'collection';
  /** Number of members; absent where only listing them would show it. */
  readonly count?: number;
}

export interface FileResource extends ResourceProperties {
  readonly kind: 'file';
  readonly mediaType: string;
  /** Bytes; absent when not known, never a guess. */
  readonly size?: number;
  /** The entity tag is weak (RFC 9110 section 8.8.1): the library does not guarantee that equal tags mean equal bytes. */
  readonly weak?: true;
  /** SHA-1 of the content, lowercase hex; absent when not known. */
  readonly sha1?: string;
  /** Other renditions of the same asset that `open` accepts as `as`, such as a thumbnail; absent = none. */
  readonly alternates?: readonly Rendition[];
  /** When the library last changed the asset; a copy fetched later than this is current. Absent = the same as `modifiedAt`. */
  readonly changedAt?: number;
  /** The bytes may change while `modifiedAt` stays: only the entity tag proves that a copy is current, no date does. */
  readonly weakDate?: true;
}

export type Resource = CollectionResource | FileResource;
