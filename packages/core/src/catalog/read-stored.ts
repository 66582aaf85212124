import type { CatalogStore } from '../ports/library-store.ts';
import type { CatalogEntry, Listing } from '../ports/listing.ts';
import type { Catalog } from './catalog.ts';

/**
 * The listing of an entry as it is kept, for work that reads many of them one after the other; undefined where there is none. One that
 * the store has lost is noted as missing, so that a refresh reads it from the library again.
 */
export async function readStored(
  catalog: Catalog,
  store: Pick<CatalogStore, 'readListing'>,
  { group, listing }: CatalogEntry,
): Promise<Listing | undefined> {
  const kept = listing && (await store.readListing(group.id, { retain: false }));
  const now = catalog.entry(group.id);
  if (listing && !kept && now?.listing === listing) catalog.setEntry({ ...now, listing: undefined });
  return kept;
}
