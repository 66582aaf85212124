import type { LibraryStore } from '@immich-webdav/core';
import { openOrRebuild } from './database/open-or-rebuild.ts';
import { createWorkingSet } from './memory/working-set.ts';
import { createFileStore } from './store/file-store.ts';

/** Where listings are kept, and whose. */
export interface ListingStoreOptions {
  /** Where the file is, made when it is missing; `:memory:` keeps everything in memory. One process at a time. */
  readonly folder: string;
  /** Opaque: which library is kept, as which user. What another one left is not read. */
  readonly identity: string;
  /** The most that listings may take in memory, in bytes, by estimate; one that is larger alone may still be there alone. */
  readonly memoryBytes: number;
  /** Called with one sentence about listings that are not used or cannot be kept. The store works all the same. */
  readonly onWarning?: (message: string) => void;
}

/**
 * Keeps listings in a file, and those that were used last in memory: while a listing is there, it is the same object each time.
 * What was written is whole after the process was killed at any moment, and after a power failure.
 */
export async function createListingStore(options: ListingStoreOptions): Promise<LibraryStore> {
  const { folder, identity, memoryBytes, onWarning = () => {} } = options;
  const where = { folder, identity, onWarning };
  return createFileStore(where, openOrRebuild(where), createWorkingSet(memoryBytes));
}
