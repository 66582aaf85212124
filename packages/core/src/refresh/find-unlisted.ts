import { createIdTable } from '../base/id-table.ts';
import { eachInSlices } from '../base/slices.ts';
import type { Catalog } from '../catalog/catalog.ts';
import type { LibraryContext } from '../catalog/context.ts';
import { treatmentOf } from '../catalog/kinds.ts';
import { readStored } from '../catalog/read-stored.ts';
import type { Asset } from '../ports/asset.ts';
import type { CatalogEntry } from '../ports/listing.ts';
import { dayTaken } from '../views/day.ts';

/** Whether a month is up to date. One whose count never agrees has a listing without a revision, and is as current as it gets. */
export const isCurrent = ({ group, listing }: CatalogEntry): boolean =>
  listing !== undefined && (listing.revision === undefined || listing.revision === group.revision);

const calendarMonth = /^\d{4}-\d\d$/;

/**
 * Finds the user's assets that a stored listing has and no month has, for example after a restart: they left the library. Reads every
 * stored listing once. Skips an asset whose month is stale or is no calendar month.
 */
export async function findUnlisted(
  catalog: Catalog,
  { store, clock }: Pick<LibraryContext, 'store' | 'clock'>,
): Promise<ReadonlySet<string>> {
  const unlisted = new Set<string>();
  const watched = catalog.all().filter(({ group, listing }) => listing && treatmentOf(group.kind).isWatched);
  if (watched.length === 0) return unlisted;

  const listed = createIdTable();
  const eachMember = async (entry: CatalogEntry, work: (asset: Asset) => void): Promise<void> => {
    const listing = await readStored(catalog, store, entry);
    await eachInSlices(listing?.members ?? [], ({ asset }) => work(asset), clock);
  };
  for (const month of catalog.entriesOf('month')) await eachMember(month, ({ id }) => listed.change(id, () => 1));

  const hasCurrentMonth = (asset: Asset): boolean => {
    const { month } = dayTaken(asset);
    const entry = catalog.entry(month);
    // The source lists no month without assets.
    return entry ? isCurrent(entry) : calendarMonth.test(month);
  };
  for (const entry of watched) {
    await eachMember(entry, (asset) => {
      const isOwn = asset.owner === undefined;
      if (isOwn && listed.get(asset.id) === 0 && hasCurrentMonth(asset)) unlisted.add(asset.id);
    });
  }
  return unlisted;
}
