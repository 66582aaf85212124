import type { CatalogStore } from '../ports/library-store.ts';
import type { CatalogEntry, Listing } from '../ports/listing.ts';
import type { Catalog } from './catalog.ts';

/**
 * Reads the stored listing of an entry without keeping it in memory; undefined if there is none. A listing that the store lost is
 * removed from the catalog, so that the next refresh reads it from the library.
 */
export async function readStored(
  catalog: Catalog,
  store: Pick<CatalogStore, 'readListing'>,
  { group, listing }: CatalogEntry,
): Promise<Listing | undefined> {
  const stored = listing && (await store.readListing(group.id, { retain: false }));
  const now = catalog.entry(group.id);
  if (listing && !stored && now?.listing === listing) catalog.setEntry({ ...now, listing: undefined });
  return stored;
}
