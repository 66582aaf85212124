import type { LibraryStore } from '@immich-webdav/core';
import { type DatabaseOptions, type OpenedDatabase, openOrRebuild } from './database/open-or-rebuild.ts';
import { createListingMemory, type ListingMemory, type WorkingSet } from './memory/working-set.ts';
import { createReader } from './store/reader.ts';
import { createRenditions } from './store/renditions.ts';
import { createStacks } from './store/stacks.ts';
import type { StoreState } from './store/store-state.ts';
import { replaceEntries, replaceListing } from './store/write-catalog.ts';
import { createWriter } from './store/writer.ts';

const DEFAULT_MEMORY_BYTES = 64 * 1024 * 1024;

/** The place and the identity of a store. */
export interface ListingStoreOptions {
  /** Created if absent; `:memory:` stores nothing on disk. For one process at a time. */
  readonly folder: string;
  /** Opaque; identifies the library and the user. Data of other identities is not read. */
  readonly identity: string;
  /** Maximum memory for listings in bytes, by estimate; 64 MiB unless set. A larger listing is held alone. */
  readonly memoryBytes?: number;
  /** Memory that several stores share, in place of `memoryBytes`. */
  readonly memory?: ListingMemory;
  /** Called with one sentence about listings that cannot be used or stored. The store continues to work. */
  readonly onWarning?: (message: string) => void;
}

/**
 * Stores listings in a file, and holds the most recently used ones in memory, where a listing is the same object each time.
 * Completed writes survive a kill of the process at any moment, and a power failure.
 */
export async function createListingStore(options: ListingStoreOptions): Promise<LibraryStore> {
  const { folder, identity, memoryBytes = DEFAULT_MEMORY_BYTES, onWarning = () => {} } = options;
  const { memory = createListingMemory(memoryBytes) } = options;
  const where = { folder, identity, onWarning };
  return createFileStore(where, openOrRebuild(where), memory.forStore());
}

/** The store on an open database. Writes run one at a time, reads at any time. */
function createFileStore(options: DatabaseOptions, opened: OpenedDatabase, memory: WorkingSet): LibraryStore {
  const state: StoreState = { options, memory, ...opened, generation: lastGeneration(opened) };
  const write = createWriter(state);
  const read = createReader(state, write);
  const renditions = createRenditions(state, write);
  return {
    catalog: {
      readEntries: async () => state.entries && [...state.entries.values()].map(({ entry }) => entry),
      async writeEntries(all) {
        await write(() => replaceEntries(state, all));
        renditions.prune();
      },
      async readListing(id, { retain = true } = {}) {
        return (retain ? memory.get(id) : memory.peek(id)) ?? read(id, retain);
      },
      writeListing: (entry, listing) => write(() => replaceListing(state, entry, listing)),
    },
    renditions,
    stacks: createStacks(state, write),
    close: () =>
      write(async () => {
        memory.clear();
        state.database.close();
      }),
  };
}

function lastGeneration({ entries }: OpenedDatabase): number {
  let last = 0;
  for (const { stored } of entries?.values() ?? []) last = Math.max(last, stored?.generation ?? 0);
  return last;
}
