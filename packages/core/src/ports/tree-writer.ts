import type { RequestOptions } from './request-options.ts';
import type { CollectionResource, FileResource } from './resource.ts';

/** Content that a client sends. */
export interface NewContent {
  /** Read once. A body that rejects, or ends before `size`, changes nothing. */
  readonly body: AsyncIterable<Uint8Array>;
  /** Bytes that the client announced; absent = unknown until the end. */
  readonly size?: number;
  /** SHA-1 that the client announced, lowercase hex. Another one of the body is `bad-content`. */
  readonly sha1?: string;
  /** When the file was changed last, as the client says. Milliseconds since 1970-01-01T00:00Z. */
  readonly modifiedAt?: number;
}

/**
 * Changes a tree. Every method rejects with a `LibraryError` and nothing else; what it resolves with is seen by the next `resolve`
 * and `members` of the same principal. Common codes: `forbidden` where the view, the setting or the library does not permit it,
 * `conflict` without a parent collection, `insufficient-storage`, `unavailable`. Preconditions are the front end's.
 */
export interface TreeWriter {
  /**
   * Creates a file. Resolves once the library has confirmed that it has these bytes. `already-exists` where something has that path,
   * `unsupported-media-type` for a file that the library does not take, `invalid-name`, and `bad-content` for a body that is not as
   * announced; the body stays unread unless the file can be created.
   */
  put(path: readonly string[], content: NewContent, options?: RequestOptions): Promise<FileResource>;
  /** Creates a collection. `already-exists` where something has that path. */
  makeCollection(path: readonly string[], options?: RequestOptions): Promise<CollectionResource>;
}
