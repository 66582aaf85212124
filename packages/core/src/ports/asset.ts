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
  /** True: the folder of `originalPath` was chosen by people. Absent: by the library, and it tells nothing. */
  readonly isFiledByPeople?: true;
  /** Wall-clock time where it was taken, as if it were UTC; absent = the same as `capturedAt`, in a zone that is not known. */
  readonly capturedLocally?: number;
  readonly isFavorite?: true;
  /** Put out of sight by its owner. */
  readonly isArchived?: true;
  /** Who it belongs to, by name, where that is somebody else. */
  readonly owner?: string;
  readonly camera?: Camera;
  readonly place?: Place;
  /** Stars, 1 to 5. */
  readonly rating?: number;
  /** What its owner wrote about it. */
  readonly description?: string;
  /** The video part of a live photo: the id of an asset that is listed nowhere. */
  readonly motionId?: string;
  /** There is an edited picture beside the original. */
  readonly isEdited?: true;
  /** When the library last changed anything that it tells of it. */
  readonly changedAt?: number;
  /** Another number when it looks different, so that pictures made of it are not what they were; absent where that is not known. */
  readonly look?: number;
}

/** What it was taken with, as the camera called itself. */
export interface Camera {
  readonly make?: string;
  readonly model?: string;
}

/** Where it was taken, as far as that is known. */
export interface Place {
  readonly country?: string;
  readonly state?: string;
  readonly city?: string;
  /** Degrees, north and east positive. */
  readonly latitude?: number;
  readonly longitude?: number;
}

/**
 * What an asset can be read as.
 *
 * - `original`: the bytes that were uploaded.
 * - `edited`: the edited picture of an asset that has one.
 * - `fullsize`: a JPEG of the full size, where the library makes none of a smaller one.
 * - `preview`, `thumbnail`: smaller and smaller, of videos too.
 * - `playback`: a video that every device plays, where the library has none the original.
 * - `motion`: the video part of a live photo.
 */
export type Rendition = 'original' | 'edited' | 'fullsize' | 'preview' | 'thumbnail' | 'playback' | 'motion';

/** What is known of a rendition without its bytes. */
export interface RenditionMetadata {
  /** Bytes. */
  readonly size: number;
  readonly mediaType: string;
  /** Opaque: the same tag means the same bytes. */
  readonly tag: string;
}
