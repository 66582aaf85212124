import type { Asset } from './asset.ts';
import type { AssetGroup } from './asset-group.ts';
import type { Quota } from './quota.ts';
import type { RequestOptions } from './request-options.ts';

/** What a library can be asked to do; its credentials may permit some of it only. */
export type WriteAbility =
  | 'upload'
  | 'create-album'
  | 'update-album'
  | 'delete-album'
  | 'add-to-album'
  | 'remove-from-album'
  | 'update-asset'
  | 'trash'
  | 'copy';

/** A whole file for the library. */
export interface Upload {
  /** Verbatim; the library stores it and never changes it. */
  readonly fileName: string;
  /** Bytes. */
  readonly size: number;
  /** SHA-1 of the bytes, lowercase hex. */
  readonly sha1: string;
  /** Reads the bytes from the beginning. Called again for a further attempt. */
  open(): AsyncIterable<Uint8Array>;
  /** When the file was changed last. Milliseconds since 1970-01-01T00:00Z. */
  readonly modifiedAt: number;
}

/** What became of an upload. `duplicate`: the library has these bytes already. */
export interface Uploaded {
  readonly asset: Asset;
  readonly outcome: 'created' | 'duplicate';
  /** The asset is in the trash, where only a duplicate can be. */
  readonly isTrashed: boolean;
}

/** Fields of an asset that can be changed. */
export interface AssetUpdate {
  readonly isFavorite?: boolean;
  readonly isArchived?: boolean;
  /** Stars, 1 to 5; 0 = none. */
  readonly rating?: number;
  readonly description?: string;
}

/** Albums of a library that can be changed. Every method is done when it resolves. */
export interface AlbumWriter {
  create(name: string, options?: RequestOptions): Promise<AssetGroup>;
  rename(albumId: string, name: string, options?: RequestOptions): Promise<void>;
  /** Deletes the album, never its assets. */
  delete(albumId: string, options?: RequestOptions): Promise<void>;
  /** Adds assets; those that are in the album already stay. `forbidden` for assets that the user may not add. */
  add(albumId: string, assetIds: readonly string[], options?: RequestOptions): Promise<void>;
  /** Takes assets out of the album; those that are not in it are no error. `forbidden` for those that the user may not take out. */
  remove(albumId: string, assetIds: readonly string[], options?: RequestOptions): Promise<void>;
}

/** What a library takes, and how much. */
export interface UploadRules {
  /** Whether the library takes files with an extension, lowercase and with a dot. */
  takes(extension: string): boolean;
  /** False: what is deleted is destroyed in the end, so nothing may be deleted. */
  readonly hasTrash: boolean;
}

/**
 * Ability of a source: its library can be changed. Every method rejects with a `LibraryError`, is done when it resolves, and does
 * nothing more when it is called again: a client that did not get the answer repeats its request.
 */
export interface AssetWriter {
  /** What the credentials permit. */
  abilities(options?: RequestOptions): Promise<ReadonlySet<WriteAbility>>;
  rules(options?: RequestOptions): Promise<UploadRules>;
  quota(options?: RequestOptions): Promise<Quota>;
  /**
   * Uploads a file. Resolves once the library has confirmed that it has exactly these bytes. `insufficient-storage` when a quota is
   * reached, `unsupported-media-type` for a file that it does not take.
   */
  upload(upload: Upload, options?: RequestOptions): Promise<Uploaded>;
  /** The current record of an asset, and whether it is in the trash; undefined when the library has no such asset. */
  find(assetId: string, options?: RequestOptions): Promise<FoundAsset | undefined>;
  update(assetIds: readonly string[], update: AssetUpdate, options?: RequestOptions): Promise<void>;
  /** Moves assets to the trash. `forbidden` for assets of others and where the library destroys instead. */
  trash(assetIds: readonly string[], options?: RequestOptions): Promise<void>;
  restore(assetIds: readonly string[], options?: RequestOptions): Promise<void>;
  /** Carries albums, favorite, archive, tags, description, stack and links of one asset over to another. */
  copyRelations(fromId: string, toId: string, options?: RequestOptions): Promise<void>;
  readonly albums: AlbumWriter;
}

/** An asset as the library has it now. */
export interface FoundAsset {
  readonly asset: Asset;
  readonly isTrashed: boolean;
  /** False: it is another user's, or the original is in an external library, so it must never be trashed. */
  readonly mayTrash: boolean;
}
