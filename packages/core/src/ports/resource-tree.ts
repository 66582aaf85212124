import type { Rendition } from './asset.ts';
import type { ByteRange, Content } from './content.ts';
import type { RequestOptions } from './request-options.ts';
import type { CollectionResource, FileResource, Resource } from './resource.ts';
import type { TreeWriter } from './tree-writer.ts';

/** How a file is opened. */
export interface OpenFileOptions extends RequestOptions {
  /** Absent = the whole. */
  readonly range?: ByteRange;
  /** One of the file's `alternates`; absent = the file itself. Size, type and tag of an alternate are those of its `Content`. */
  readonly as?: Rendition;
}

/** The library as a tree: the driving port. Every method rejects with a `LibraryError` and nothing else. */
export interface ResourceTree {
  /** The resource at a path, or undefined when there is none. Names match in Unicode form NFC and NFD. */
  resolve(path: readonly string[], options?: RequestOptions): Promise<Resource | undefined>;
  /**
   * All members with all their properties, enough for a whole Depth: 1 answer. Returns the same array while nothing changed, so
   * that a front end can cache what it renders from it.
   */
  members(collection: CollectionResource, options?: RequestOptions): Promise<readonly Resource[]>;
  /**
   * Streams a file or one of its alternates. Only `path`, `id` and `etag` of the file count: a copy of a resource opens as the
   * resource does. `not-found` when another asset or none is at the path, `conflict` or `unavailable` when the file has changed
   * (resolve the path again), `not-supported` for a rendition that is not among the alternates. A length that differs from
   * `file.size` has corrected the listing.
   */
  open(file: FileResource, options?: OpenFileOptions): Promise<Content>;
  /** Absent = the tree is read only. */
  readonly writer?: TreeWriter;
}
