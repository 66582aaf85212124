import type { LibraryObserver } from '../ports/library-observer.ts';
import type { Listing } from '../ports/listing.ts';
import type { ListingStore } from '../ports/listing-store.ts';
import { asTreeError } from './retry.ts';

/** A store whose failures are told and then lived with: what cannot be written is kept in memory. */
export function createResilientStore(store: ListingStore, observer: LibraryObserver): ListingStore {
  const unwritten = new Map<string, Listing>();
  const tell = (error: unknown): undefined => {
    observer.storeFailed?.(asTreeError(error));
  };
  return {
    readEntries: () => store.readEntries().catch(tell),
    writeEntries: (entries) => store.writeEntries(entries).catch(tell),
    readListing: async (groupId, options) =>
      unwritten.get(groupId) ?? (await store.readListing(groupId, options).catch(tell)),
    async writeListing(entry, listing) {
      try {
        await store.writeListing(entry, listing);
        unwritten.delete(entry.group.id);
      } catch (error) {
        tell(error);
        unwritten.set(entry.group.id, listing);
      }
    },
    readRenditions: async (rendition, ids) => (await store.readRenditions(rendition, ids).catch(tell)) ?? new Map(),
    writeRenditions: (rendition, known) => store.writeRenditions(rendition, known).catch(tell),
    close: () => store.close().catch(tell),
  };
}
