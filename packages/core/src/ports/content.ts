/** Positions of the first and the last byte, both included (RFC 9110 section 14.1.2). */
export interface ByteRange {
  readonly first: number;
  readonly last: number;
}

/** Bytes on their way. */
export interface Content {
  /** A Node `Readable` on the fast path, so that no conversion stands between it and a socket. */
  readonly body: AsyncIterable<Uint8Array>;
  /** Length of the whole representation in bytes, also when `body` holds a range of it; absent when not known. */
  readonly size?: number;
  /** As in `RenditionMetadata`, of what is on its way; absent where it is an original. */
  readonly tag?: string;
  readonly mediaType?: string;
  /** What `body` holds; absent = the whole. */
  readonly range?: ByteRange;
}
