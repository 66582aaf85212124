import type { LibraryStore } from '@immich-webdav/core';

/** Opens a store at its first use, so that wiring the server opens no file. */
export function createLazyStore(open: () => Promise<LibraryStore>): LibraryStore {
  let opening: Promise<LibraryStore> | undefined;
  const store = (): Promise<LibraryStore> => {
    opening ??= open();
    return opening;
  };
  return {
    catalog: {
      readEntries: async () => (await store()).catalog.readEntries(),
      writeEntries: async (entries) => (await store()).catalog.writeEntries(entries),
      readListing: async (groupId, options) => (await store()).catalog.readListing(groupId, options),
      writeListing: async (entry, listing) => (await store()).catalog.writeListing(entry, listing),
    },
    renditions: {
      read: async (rendition, assetIds) => (await store()).renditions.read(rendition, assetIds),
      write: async (rendition, sizes) => (await store()).renditions.write(rendition, sizes),
    },
    stacks: {
      read: async () => (await store()).stacks.read(),
      write: async (stacks) => (await store()).stacks.write(stacks),
    },
    close: async () => (await opening)?.close(),
  };
}
