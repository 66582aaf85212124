/** A photo or a video of the library. Plain data; times are milliseconds since 1970-01-01T00:00Z. */
export interface Asset {
  readonly id: string;
  /** The name given at upload, verbatim: it may hold a slash, a control character or be longer than any file system allows. */
  readonly fileName: string;
  readonly type: 'image' | 'video';
  /** The media type (RFC 9110 section 8.3) of the original. */
  readonly mediaType: string;
  /** Length of the original in bytes; absent while the library has none. */
  readonly size?: number;
  /** SHA-1 of the original's bytes, lowercase hex; absent if the library's checksum is not of the content. */
  readonly sha1?: string;
  /** Opaque: equal revisions mean equal bytes. */
  readonly revision: string;
  readonly capturedAt: number;
  readonly modifiedAt: number;
  readonly uploadedAt: number;
  /** Path of the original on the library's own host. */
  readonly originalPath?: string;
  /** True: users chose the folder of `originalPath`. Absent: the library chose it. */
  readonly isFiledByPeople?: true;
  /** Local time where it was taken, as if that were UTC; absent = the same as `capturedAt`, because the time zone is absent. */
  readonly capturedLocally?: number;
  readonly isFavorite?: true;
  readonly isArchived?: true;
  /** Name of the owner, if that is another user. */
  readonly owner?: string;
  readonly camera?: Camera;
  readonly place?: Place;
  /** Stars, 1 to 5. */
  readonly rating?: number;
  /** Description by its owner. */
  readonly description?: string;
  /** The video part of a live photo: the id of an asset that no group lists. */
  readonly motionId?: string;
  /** The library has an edited picture besides the original. */
  readonly isEdited?: true;
  /** When the library last changed its record of the asset. */
  readonly changedAt?: number;
  /** Changes when the asset looks different, which makes cached renditions stale; absent if the library does not report it. */
  readonly look?: number;
}

/** The camera, as it names itself. */
export interface Camera {
  readonly make?: string;
  readonly model?: string;
}

/** The place where an asset was taken. */
export interface Place {
  readonly country?: string;
  readonly state?: string;
  readonly city?: string;
  /** Degrees, north and east positive. */
  readonly latitude?: number;
  readonly longitude?: number;
}

/**
 * A form in which an asset can be read.
 *
 * - `original`: the bytes that were uploaded.
 * - `edited`: the edited picture of an asset that has one.
 * - `fullsize`: a JPEG of the full size, where the library makes none of a smaller one.
 * - `preview`, `thumbnail`: smaller and smaller, of videos too.
 * - `playback`: a video that every device plays, where the library has none the original.
 * - `motion`: the video part of a live photo.
 */
export type Rendition = 'original' | 'edited' | 'fullsize' | 'preview' | 'thumbnail' | 'playback' | 'motion';

/** Metadata of a rendition. */
export interface RenditionMetadata {
  /** Bytes. */
  readonly size: number;
  readonly mediaType: string;
  /** Opaque: equal tags mean equal bytes. */
  readonly tag: string;
}
