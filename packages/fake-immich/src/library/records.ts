import type { Content } from '../content/content.ts';
import type { Members } from './members.ts';

export type Visibility = 'timeline' | 'archive' | 'hidden' | 'locked';
export type AlbumRole = 'editor' | 'viewer';
export type SortOrder = 'asc' | 'desc';

export interface ApiKey {
  readonly id: string;
  readonly name: string;
  /** What a client sends in `x-api-key`. */
  readonly secret: string;
  /** Names of Immich's permissions; `all` stands for every one. */
  readonly permissions: readonly string[];
  readonly createdAt: number;
}

/** A login. Only an elevated one (PIN entered) sees locked assets. */
export interface Session {
  readonly token: string;
  readonly elevated: boolean;
}

/** Someone who shares their whole library with a user. */
export interface Partner {
  readonly userId: string;
  readonly inTimeline: boolean;
}

export interface User {
  readonly id: string;
  readonly email: string;
  readonly name: string;
  readonly avatarColor: string;
  readonly isAdmin: boolean;
  readonly createdAt: number;
  readonly apiKeys: readonly ApiKey[];
  /** Undefined: the user cannot log in with one. */
  readonly password: string | undefined;
  readonly sessions: readonly Session[];
  readonly partners: readonly Partner[];
  /** How many bytes of uploads there may be; null: no limit. */
  readonly quotaBytes: number | null;
}

/** What Immich read from the file; times in milliseconds since the epoch. */
export interface Exif {
  readonly make: string | null;
  readonly model: string | null;
  readonly exifImageWidth: number | null;
  readonly exifImageHeight: number | null;
  readonly fileSizeInByte: number | null;
  readonly orientation: string | null;
  readonly dateTimeOriginal: number | null;
  readonly modifyDate: number | null;
  readonly timeZone: string | null;
  readonly lensModel: string | null;
  readonly fNumber: number | null;
  readonly focalLength: number | null;
  readonly iso: number | null;
  readonly exposureTime: string | null;
  readonly latitude: number | null;
  readonly longitude: number | null;
  readonly city: string | null;
  readonly state: string | null;
  readonly country: string | null;
  readonly description: string;
  readonly projectionType: string | null;
  readonly rating: number | null;
}

/** What users can edit of {@link Exif}. */
export type Embedded = Pick<Exif, 'description' | 'rating' | 'latitude' | 'longitude' | 'dateTimeOriginal'>;

/** A file that Immich derived from an original. */
export interface DerivedFile {
  readonly content: Content;
  readonly modifiedAt: number;
}

/** One photo or video. Never changed in place: a change stores a new record. Times are milliseconds since the epoch. */
export interface Asset {
  readonly id: string;
  readonly ownerId: string;
  readonly originalFileName: string;
  readonly originalPath: string;
  /** Set for an asset of an external library, whose checksum is that of the path. */
  readonly libraryId: string | null;
  readonly content: Content;
  /** SHA-1 as Immich tells it (base64). */
  checksum(): string;
  /** The record is there, the file is not: the original answers 404. */
  readonly isFileMissing: boolean;
  readonly createdAt: number;
  readonly updatedAt: number;
  readonly fileCreatedAt: number;
  readonly fileModifiedAt: number;
  /** Wall-clock time where the picture was taken, as if it were UTC. */
  readonly localDateTime: number;
  readonly trashedAt: number | null;
  readonly visibility: Visibility;
  readonly isFavorite: boolean;
  readonly isOffline: boolean;
  /** Length of a video in milliseconds. */
  readonly duration: number | null;
  readonly width: number | null;
  readonly height: number | null;
  readonly livePhotoVideoId: string | null;
  readonly thumbhash: string | null;
  readonly duplicateId: string | null;
  readonly exif: Exif;
  /** What the file itself says; where `exif` differs, a user edited it. Absent: nothing is known of the file. */
  readonly embedded?: Embedded;
  /** The rendered edit, if the picture was edited in Immich. */
  readonly edited: DerivedFile | null;
  readonly thumbnail: DerivedFile | null;
  readonly preview: DerivedFile | null;
  readonly transcoded: DerivedFile | null;
  /** The full-size JPEG of a picture that browsers do not show, if the administrator has Immich make them. */
  readonly fullsize: DerivedFile | null;
  /** Who is seen: a face each. */
  readonly personIds: readonly string[];
  /** Its own tags, without the parents of those. */
  readonly tagIds: readonly string[];
  readonly stackId: string | null;
}

/** Someone whose face was found. */
export interface Person {
  readonly id: string;
  readonly ownerId: string;
  /** Empty for a face that nobody has named. */
  readonly name: string;
  /** `2001-12-31`. */
  readonly birthDate: string | null;
  readonly isHidden: boolean;
  readonly isFavorite: boolean;
  readonly createdAt: number;
  readonly updatedAt: number;
}

/** A tag; `Trips/2024` is the child of `Trips`. */
export interface Tag {
  readonly id: string;
  readonly ownerId: string;
  /** The whole path. */
  readonly value: string;
  readonly parentId: string | null;
  readonly createdAt: number;
  readonly updatedAt: number;
}

/** Assets that are shown as one. */
export interface Stack {
  readonly id: string;
  readonly ownerId: string;
  readonly primaryAssetId: string;
  /** The primary one first. */
  readonly assetIds: readonly string[];
}

/** Pictures of this day in an earlier year. */
export interface Memory {
  readonly id: string;
  readonly ownerId: string;
  readonly createdAt: number;
  readonly updatedAt: number;
  readonly memoryAt: number;
  readonly year: number;
  readonly isSaved: boolean;
  /** From when to when it is shown; null: no limit. */
  readonly showAt: number | null;
  readonly hideAt: number | null;
  readonly assetIds: readonly string[];
}

export interface AlbumShare {
  readonly userId: string;
  readonly role: AlbumRole;
}

/** A link by which anyone sees an album or some assets. */
export interface SharedLink {
  readonly id: string;
  /** 50 bytes in base64url. */
  readonly key: string;
  /** The user who made it. */
  readonly userId: string;
  /** Null: it has assets of its own. */
  readonly albumId: string | null;
  readonly assetIds: readonly string[];
  readonly description: string | null;
  readonly password: string | null;
  readonly slug: string | null;
  readonly createdAt: number;
  readonly expiresAt: number | null;
  readonly allowUpload: boolean;
  readonly allowDownload: boolean;
  readonly showMetadata: boolean;
}

/** An album. The record is replaced by a change, its members are kept. */
export interface Album {
  readonly id: string;
  readonly ownerId: string;
  readonly name: string;
  readonly description: string;
  readonly createdAt: number;
  readonly updatedAt: number;
  readonly thumbnailAssetId: string | null;
  readonly shares: readonly AlbumShare[];
  readonly order: SortOrder;
  readonly members: Members;
}
