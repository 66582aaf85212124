/** Positions of the first and the last byte, both included (RFC 9110 section 14.1.2). */
export interface ByteRange {
  readonly first: number;
  readonly last: number;
}

/** A stream of bytes and its metadata. */
export interface Content {
  /** In Node preferably a `Readable`, which is piped to a socket without conversion. */
  readonly body: AsyncIterable<Uint8Array>;
  /** Length of the whole representation in bytes, also when `body` holds a range of it; absent if the length is not available. */
  readonly size?: number;
  /** As in `RenditionMetadata`, of these bytes; absent for an original. */
  readonly tag?: string;
  readonly mediaType?: string;
  /** The part that `body` holds; absent = the whole. */
  readonly range?: ByteRange;
}
