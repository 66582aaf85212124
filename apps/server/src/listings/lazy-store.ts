import type { ListingStore } from '@immich-webdav/core';

/** A store that is opened when it is first used: what is wired is not opened yet. */
export function createLazyStore(open: () => Promise<ListingStore>): ListingStore {
  let opening: Promise<ListingStore> | undefined;
  const store = (): Promise<ListingStore> => {
    opening ??= open();
    return opening;
  };
  return {
    readEntries: async () => (await store()).readEntries(),
    writeEntries: async (entries) => (await store()).writeEntries(entries),
    readListing: async (groupId, options) => (await store()).readListing(groupId, options),
    writeListing: async (entry, listing) => (await store()).writeListing(entry, listing),
    readRenditions: async (rendition, assetIds) => (await store()).readRenditions(rendition, assetIds),
    writeRenditions: async (rendition, known) => (await store()).writeRenditions(rendition, known),
    readStacks: async () => (await store()).readStacks(),
    writeStacks: async (stacks) => (await store()).writeStacks(stacks),
    close: async () => (await opening)?.close(),
  };
}
