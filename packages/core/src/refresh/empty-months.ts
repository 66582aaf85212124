import type { Catalog } from '../catalog/catalog.ts';
import { readStored } from '../catalog/read-stored.ts';
import type { AssetGroup } from '../ports/asset-source.ts';
import type { CatalogStore } from '../ports/library-store.ts';
import type { Listing } from '../ports/listing.ts';

/** Called with the listing of a month that has no assets any more, before it is removed. */
export type OnEmptyMonth = (month: AssetGroup, last: Listing) => Promise<void>;

/** Reports the months that are in the catalog and not in a new list. */
export async function reportEmptyMonths(
  catalog: Catalog,
  store: Pick<CatalogStore, 'readListing'>,
  listed: readonly AssetGroup[],
  onEmptyMonth: OnEmptyMonth,
): Promise<void> {
  const ids = new Set(listed.map(({ id }) => id));
  for (const entry of catalog.entriesOf('month')) {
    const last = ids.has(entry.group.id) ? undefined : await readStored(catalog, store, entry);
    if (last) await onEmptyMonth(entry.group, last);
  }
}
