import type { Stack } from '../ports/asset-source.ts';
import type { CatalogEntry, Listing } from '../ports/listing.ts';
import type { KnownRendition, ListingStore } from '../ports/listing-store.ts';

/** The reference `ListingStore`: everything in memory, gone with the process. */
export function createMemoryStore(): ListingStore {
  let entries: Map<string, CatalogEntry> | undefined;
  const listings = new Map<string, Listing>();
  let stacks: readonly Stack[] | undefined;
  const renditions = new Map<string, KnownRendition>();
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
    async readRenditions(rendition, assetIds) {
      const found = assetIds.flatMap((id) => {
        const known = renditions.get(`${rendition} ${id}`);
        return known ? [[id, known] as const] : [];
      });
      return new Map(found);
    },
    async writeRenditions(rendition, known) {
      for (const [id, one] of known) renditions.set(`${rendition} ${id}`, one);
    },
    async readStacks() {
      return stacks;
    },
    async writeStacks(all) {
      stacks = all;
    },
    async close() {},
  };
}
