/** A photo or a video as the library knows it. Plain data; times are milliseconds since 1970-01-01T00:00Z. */
export interface Asset {
  readonly id: string;
  /** The name given at upload, verbatim: it may hold a slash, a control character or be longer than any file system allows. */
  readonly fileName: string;
  readonly type: 'image' | 'video';
  /** The media type (RFC 9110 section 8.3) of the original. */
  readonly mediaType: string;
  /** Bytes of the original; absent while the library does not know. */
  readonly size?: number;
  /** SHA-1 of the original's bytes, lowercase hex; absent where the library's checksum is not of the content. */
  readonly sha1?: string;
  /** Opaque: the same revision means the same bytes. */
  readonly revision: string;
  readonly capturedAt: number;
  readonly modifiedAt: number;
  readonly uploadedAt: number;
  /** Where the library keeps the original, as the library's own host sees it. */
  readonly originalPath?: string;
}

/** What an asset can be read as. */
export type Rendition = 'original';
