import type { ContentSource } from '../content/content.ts';
import type { AlbumRole, Exif, SortOrder, Visibility } from './records.ts';

/** A point in time: a date, milliseconds since the epoch, or an ISO 8601 text. */
export type Time = Date | number | string;

export interface ApiKeyDescription {
  /** What a client sends in `x-api-key`. */
  readonly secret: string;
  readonly id?: string;
  readonly name?: string;
  /** Defaults to `['all']`. */
  readonly permissions?: readonly string[];
  readonly createdAt?: Time;
}

export interface UserDescription {
  /** How many bytes of uploads there may be; defaults to no limit. */
  readonly quotaBytes?: number;
  readonly name: string;
  readonly id?: string;
  readonly email?: string;
  readonly isAdmin?: boolean;
  readonly avatarColor?: string;
  readonly createdAt?: Time;
  /** Defaults to one key, `<name>-key`, with every permission. */
  readonly apiKeys?: readonly ApiKeyDescription[];
  /** For log-ins; the user has none unless set. */
  readonly password?: string;
  /** Logins: Bearer token, cookie `immich_access_token` or `x-immich-user-token`. */
  readonly sessions?: readonly { readonly token: string; readonly elevated?: boolean }[];
  /** Names of the users who share their whole library with this one. */
  readonly partners?: readonly { readonly user: string; readonly inTimeline?: boolean }[];
}

export interface DerivedFileDescription {
  readonly content: ContentSource;
  readonly modifiedAt?: Time;
}

/** One photo or video. Only the name is needed; the rest gets a default that depends on the name and its place. */
export interface AssetDescription {
  readonly originalFileName: string;
  readonly id?: string;
  /** A user's name. Defaults to the owner of the album that it is first met in, else to the first user. */
  readonly owner?: string;
  /** Defaults to a few generated kilobytes. */
  readonly content?: ContentSource;
  /** When it was taken. Defaults to one minute after the asset before it. */
  readonly fileCreatedAt?: Time;
  /** Wall-clock time, as if it were UTC. Defaults to `fileCreatedAt`. */
  readonly localDateTime?: Time;
  /** The time of the file; defaults to `fileCreatedAt`. */
  readonly fileModifiedAt?: Time;
  /** When it was uploaded. */
  readonly createdAt?: Time;
  readonly updatedAt?: Time;
  readonly visibility?: Visibility;
  readonly isTrashed?: boolean;
  readonly isFavorite?: boolean;
  readonly isOffline?: boolean;
  /** The original is gone from the server's disk. */
  readonly isFileMissing?: boolean;
  /** Of an external library: the checksum is then that of the path, not of the bytes. */
  readonly external?: { readonly libraryId?: string; readonly path?: string };
  readonly originalPath?: string;
  /** Given instead of computed from the content: true content then is the giver's affair. Base64 of a SHA-1. */
  readonly checksum?: string;
  /** Milliseconds; videos default to 10,000. */
  readonly duration?: number | null;
  readonly width?: number | null;
  readonly height?: number | null;
  readonly thumbhash?: string | null;
  readonly duplicateId?: string | null;
  /** The moving part of a live photo: becomes an asset of its own, hidden and in no album. */
  readonly livePhotoVideo?: AssetDescription;
  /** The same, where that asset is described elsewhere. */
  readonly livePhotoVideoId?: string;
  /** `fileSizeInByte` here makes the listing lie about the size. */
  readonly exif?: Partial<Exif>;
  readonly description?: string;
  /** The picture was edited in Immich. `content` stays the original; width and height are those of the edit. */
  readonly edited?: DerivedFileDescription;
  /** Defaults to placeholder bytes for pictures that browsers show and for videos; `null`: there is none (yet). */
  readonly thumbnail?: DerivedFileDescription | null;
  readonly preview?: DerivedFileDescription | null;
  /** What `video/playback` gives; defaults to the original. */
  readonly transcoded?: DerivedFileDescription;
  /** The full-size JPEG of a picture that browsers do not show. Defaults to none: Immich makes them only if it is told to. */
  readonly fullsize?: DerivedFileDescription | null;
}

/** Assets that something is about. */
export interface AssetsDescription {
  /** The same description object as elsewhere is the same asset. */
  readonly assets?: readonly AssetDescription[];
  /** Ids of assets that are described elsewhere. */
  readonly assetIds?: readonly string[];
}

export interface PersonDescription extends AssetsDescription {
  /** Empty: nobody has named them. */
  readonly name: string;
  readonly id?: string;
  /** A user's name; defaults to the first user. */
  readonly owner?: string;
  /** `2001-12-31`. */
  readonly birthDate?: string;
  readonly hidden?: boolean;
  readonly favorite?: boolean;
  readonly createdAt?: Time;
  readonly updatedAt?: Time;
}

export interface TagDescription extends AssetsDescription {
  /** The whole path, `Trips/2024/Berlin`; its parents come with it. */
  readonly value: string;
  readonly id?: string;
  /** A user's name; defaults to the first user. */
  readonly owner?: string;
  readonly createdAt?: Time;
  readonly updatedAt?: Time;
}

/** Two assets or more; the first is the primary one. */
export interface StackDescription extends AssetsDescription {
  readonly id?: string;
  /** A user's name; defaults to the first user. */
  readonly owner?: string;
}

export interface MemoryDescription extends AssetsDescription {
  readonly year: number;
  readonly id?: string;
  /** A user's name; defaults to the first user. */
  readonly owner?: string;
  /** Defaults to the beginning of the year. */
  readonly memoryAt?: Time;
  /** From when to when it is shown; without them, always. Immich's own have the bounds of one day. */
  readonly showAt?: Time;
  readonly hideAt?: Time;
  readonly createdAt?: Time;
}

/** A link to an album, or to some assets. */
export interface SharedLinkDescription extends AssetsDescription {
  /** The name or the id of an album; without one, the link has the assets. */
  readonly album?: string;
  readonly id?: string;
  /** 50 bytes in base64url. */
  readonly key?: string;
  readonly slug?: string;
  /** A user's name; defaults to the first user. */
  readonly owner?: string;
  readonly description?: string;
  readonly password?: string;
  readonly createdAt?: Time;
  readonly expiresAt?: Time;
  /** Default to true, as in Immich; without metadata there is no download. */
  readonly allowUpload?: boolean;
  readonly allowDownload?: boolean;
  readonly showMetadata?: boolean;
}

/** A folder of an external library. */
export interface ExternalFolderDescription {
  /** For example `/mnt/photos/2024`. */
  readonly path: string;
  readonly libraryId?: string;
  /** A user's name; defaults to the first user. */
  readonly owner?: string;
  readonly assets: readonly AssetDescription[];
}

/** What each query finds, best first; or why it finds nothing. */
export type SmartSearchDescription = 'disabled' | 'unreachable' | Readonly<Record<string, readonly AssetDescription[]>>;

export interface AlbumDescription {
  readonly name: string;
  readonly id?: string;
  /** A user's name; defaults to the first user. */
  readonly owner?: string;
  readonly description?: string;
  /** The same description object in two albums is one asset in both. */
  readonly assets?: readonly AssetDescription[];
  /** Ids of assets that are described elsewhere. */
  readonly assetIds?: readonly string[];
  readonly sharedWith?: readonly { readonly user: string; readonly role?: AlbumRole }[];
  readonly createdAt?: Time;
  readonly updatedAt?: Time;
  readonly order?: SortOrder;
  /** Defaults to the first asset. */
  readonly thumbnailAssetId?: string | null;
}

/** A large library that follows a formula. */
export interface GeneratedDescription {
  readonly albums: number;
  /** Spread over the albums evenly, oldest first. */
  readonly assets: number;
  /** How many of them the first albums have; the others share the rest. */
  readonly albumSizes?: readonly number[];
  /** Bytes per original; with a range, sizes vary inside it. Defaults to 20,000. */
  readonly size?: number | { readonly min: number; readonly max: number };
  /** Every n-th asset is an MP4; 0 (the default) for none. */
  readonly videoEvery?: number;
  readonly seed?: number;
  /**
   * `content` (the default): checksums are true, and hashing is paid on first use. `seed`: made up from the index, for
   * libraries too large to hash; only where nothing compares them with bytes.
   */
  readonly checksums?: 'content' | 'seed';
  /** A user's name; defaults to the first user. */
  readonly owner?: string;
  /**
   * Names of users in place of `owner`: each has an equal run of the assets, and the albums that begin in it. Only without
   * `varied`.
   */
  readonly owners?: readonly string[];
  /**
   * Also people, tags, places, cameras, favourites, ratings, an archive, stacks, live photos, edits, an external library and
   * assets in no album, in likely proportions and over twenty years. `videoEvery` then counts for nothing.
   */
  readonly varied?: boolean;
  /** Immich makes full-size JPEGs of what browsers do not show (an administrator's setting, off by default). */
  readonly fullsizeImages?: boolean;
}

/** Everything a stand-in knows at the start. */
export interface LibraryDescription {
  readonly users: readonly UserDescription[];
  readonly albums?: readonly AlbumDescription[];
  /** Assets that are in no album, or are put into one by id. */
  readonly assets?: readonly AssetDescription[];
  /** The same, of other users than the first. */
  readonly looseAssets?: readonly { readonly owner: string; readonly assets: readonly AssetDescription[] }[];
  readonly externalFolders?: readonly ExternalFolderDescription[];
  readonly people?: readonly PersonDescription[];
  readonly tags?: readonly TagDescription[];
  readonly stacks?: readonly StackDescription[];
  readonly memories?: readonly MemoryDescription[];
  readonly sharedLinks?: readonly SharedLinkDescription[];
  /** Defaults to `disabled`. */
  readonly smartSearchResults?: SmartSearchDescription;
  readonly generated?: GeneratedDescription;
  /** Other seed, other ids. */
  readonly seed?: number;
}
