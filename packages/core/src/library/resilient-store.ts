import type { LibraryObserver } from '../ports/library-observer.ts';
import type { CatalogEntry, Listing } from '../ports/listing.ts';
import type { ListingStore } from '../ports/listing-store.ts';
import { asTreeError } from './retry.ts';

/** A store whose failures are told and then lived with: what cannot be written is kept in memory, and groups are written later. */
export function createResilientStore(store: ListingStore, observer: LibraryObserver): ListingStore {
  const unwritten = new Map<string, Listing>();
  let unwrittenEntries: readonly CatalogEntry[] | undefined;
  const tell = (error: unknown): undefined => {
    observer.storeFailed?.(asTreeError(error));
  };
  /** A store takes no listing of a group that it does not know. */
  async function writeGroups(): Promise<void> {
    const entries = unwrittenEntries;
    if (!entries) return;
    await store.writeEntries(entries);
    if (unwrittenEntries === entries) unwrittenEntries = undefined;
  }
  return {
    readEntries: () => store.readEntries().catch(tell),
    async writeEntries(entries) {
      unwrittenEntries = entries;
      const ids = new Set(entries.map(({ group }) => group.id));
      for (const id of unwritten.keys()) if (!ids.has(id)) unwritten.delete(id);
      await writeGroups().catch(tell);
    },
    readListing: async (groupId, options) =>
      unwritten.get(groupId) ?? (await store.readListing(groupId, options).catch(tell)),
    async writeListing(entry, listing) {
      try {
        await writeGroups();
        await store.writeListing(entry, listing);
        unwritten.delete(entry.group.id);
      } catch (error) {
        tell(error);
        unwritten.set(entry.group.id, listing);
      }
    },
    readRenditions: async (rendition, ids) => (await store.readRenditions(rendition, ids).catch(tell)) ?? new Map(),
    writeRenditions: (rendition, known) => store.writeRenditions(rendition, known).catch(tell),
    readStacks: () => store.readStacks().catch(tell),
    writeStacks: (stacks) => store.writeStacks(stacks).catch(tell),
    close: () => store.close().catch(tell),
  };
}
