import type { Stack } from '../ports/asset-source.ts';
import type { CachedRendition, CatalogStore, LibraryStore } from '../ports/library-store.ts';
import type { CatalogEntry, Listing } from '../ports/listing.ts';

/** The reference `LibraryStore`: everything in memory, gone with the process. */
export function createMemoryStore(): LibraryStore {
  const renditions = new Map<string, CachedRendition>();
  let stacks: readonly Stack[] | undefined;
  return {
    catalog: createMemoryCatalog(),
    renditions: {
      async read(rendition, assetIds) {
        const entries = assetIds.flatMap((id) => {
          const found = renditions.get(`${rendition} ${id}`);
          return found ? [[id, found] as const] : [];
        });
        return new Map(entries);
      },
      async write(rendition, fetched) {
        for (const [id, one] of fetched) renditions.set(`${rendition} ${id}`, one);
      },
    },
    stacks: {
      async read() {
        return stacks;
      },
      async write(all) {
        stacks = all;
      },
    },
    async close() {},
  };
}

function createMemoryCatalog(): CatalogStore {
  let entries: Map<string, CatalogEntry> | undefined;
  const listings = new Map<string, Listing>();
  return {
    async readEntries() {
      return entries && [...entries.values()];
    },
    async writeEntries(all) {
      entries = new Map(all.map((entry) => [entry.group.id, entry]));
      for (const id of listings.keys()) if (!entries.has(id)) listings.delete(id);
    },
    async readListing(groupId) {
      return listings.get(groupId);
    },
    async writeListing(entry, listing) {
      if (!entries?.has(entry.group.id)) return;
      entries.set(entry.group.id, entry);
      listings.set(entry.group.id, listing);
    },
  };
}
