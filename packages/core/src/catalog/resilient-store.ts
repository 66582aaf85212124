import { asLibraryError } from '../base/retry.ts';
import type { LibraryObserver } from '../ports/library-observer.ts';
import type { CatalogStore, LibraryStore } from '../ports/library-store.ts';
import type { CatalogEntry, Listing } from '../ports/listing.ts';

type Report = (error: unknown) => undefined;

/** Wraps a store so that failures are reported, not thrown: a failed read returns nothing; failed catalog writes stay in memory. */
export function createResilientStore(store: LibraryStore, observer: LibraryObserver): LibraryStore {
  const report: Report = (error) => {
    observer.storeFailed?.(asLibraryError(error));
  };
  return {
    catalog: resilientCatalog(store.catalog, report),
    renditions: {
      read: async (rendition, ids) => (await store.renditions.read(rendition, ids).catch(report)) ?? new Map(),
      write: (rendition, metadata) => store.renditions.write(rendition, metadata).catch(report),
    },
    stacks: {
      read: () => store.stacks.read().catch(report),
      write: (stacks) => store.stacks.write(stacks).catch(report),
    },
    close: () => store.close().catch(report),
  };
}

function resilientCatalog(store: CatalogStore, report: Report): CatalogStore {
  const unwritten = new Map<string, Listing>();
  let unwrittenEntries: readonly CatalogEntry[] | undefined;
  /** Writes entries that failed before, because the store ignores listings of groups without an entry. */
  async function writeGroups(): Promise<void> {
    const entries = unwrittenEntries;
    if (!entries) return;
    await store.writeEntries(entries);
    if (unwrittenEntries === entries) unwrittenEntries = undefined;
  }
  return {
    readEntries: () => store.readEntries().catch(report),
    async writeEntries(entries) {
      unwrittenEntries = entries;
      const ids = new Set(entries.map(({ group }) => group.id));
      for (const id of unwritten.keys()) if (!ids.has(id)) unwritten.delete(id);
      await writeGroups().catch(report);
    },
    readListing: async (groupId, options) =>
      unwritten.get(groupId) ?? (await store.readListing(groupId, options).catch(report)),
    async writeListing(entry, listing) {
      try {
        await writeGroups();
        await store.writeListing(entry, listing);
        unwritten.delete(entry.group.id);
      } catch (error) {
        report(error);
        unwritten.set(entry.group.id, listing);
      }
    },
  };
}
