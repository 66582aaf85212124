import type { LibraryStore } from '@immich-webdav/core';
import { openOrRebuild } from './database/open-or-rebuild.ts';
import { createWorkingSet } from './memory/working-set.ts';
import { createFileStore } from './store/file-store.ts';

/** The place and the identity of a store. */
export interface ListingStoreOptions {
  /** Created if absent; `:memory:` stores nothing on disk. For one process at a time. */
  readonly folder: string;
  /** Opaque; identifies the library and the user. Data of other identities is not read. */
  readonly identity: string;
  /** Maximum memory for listings in bytes, by estimate. A larger listing is held alone. */
  readonly memoryBytes: number;
  /** Called with one sentence about listings that cannot be used or stored. The store continues to work. */
  readonly onWarning?: (message: string) => void;
}

/**
 * Stores listings in a file, and holds the most recently used ones in memory, where a listing is the same object each time.
 * Completed writes survive a kill of the process at any moment, and a power failure.
 */
export async function createListingStore(options: ListingStoreOptions): Promise<LibraryStore> {
  const { folder, identity, memoryBytes, onWarning = () => {} } = options;
  const where = { folder, identity, onWarning };
  return createFileStore(where, openOrRebuild(where), createWorkingSet(memoryBytes));
}
