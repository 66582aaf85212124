/** Where content is kept, and how much. */
export interface CacheOptions {
  /** Made if it is not there, readable by its owner alone. Files in it that are not the cache's own are left alone. */
  readonly folder: string | Promise<string>;
  /** What the files may take on disk, in bytes. One file of the library gets at most a quarter of it. */
  readonly maxBytes: number;
  /** Bytes of a block, 1 MiB by default. Content that was kept in blocks of another length is not found again. */
  readonly blockBytes?: number;
  /** Bytes of blocks on disk that may be in memory as well, for their readers; 32 MiB by default. */
  readonly memoryBytes?: number;
  /** Called with one sentence when the disk refuses, at most once an hour. */
  readonly onWarning?: (message: string) => void;
}
