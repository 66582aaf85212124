import { createKeyedMutex } from '../base/concurrency.ts';
import { createReportOnce } from '../base/report-once.ts';
import { withRetries } from '../base/retry.ts';
import { LibraryError } from '../errors/library-error.ts';
import type { Asset } from '../ports/asset.ts';
import type { AssetGroup } from '../ports/asset-group.ts';
import type { CatalogEntry, Listing, NamedAsset } from '../ports/listing.ts';
import type { Catalog } from './catalog.ts';
import type { LibraryContext } from './context.ts';
import { readAssets } from './group-reader.ts';
import { treatmentOf } from './kinds.ts';
import { createListing, nameAssets, summaryOf } from './listing.ts';
import type { GroupsLoader } from './load-groups.ts';

/** Loads listings from the source into the store and the catalog. */
export interface ListingLoader {
  /** Reads a group from the source. Calls for the same revision at the same time share one reading. */
  read(group: AssetGroup, options?: ReadOptions): Promise<Listing>;
  /**
   * The listing of an entry for a waiting client: from the store, else from the source with retries. Empty for a search that is
   * `not-supported`.
   */
  get(entry: CatalogEntry): Promise<Listing>;
  /**
   * Replaces the stored listing of a group by the result of `change`, unless that is undefined. Runs one after another with the
   * readings of the group. `not-found` when no listing is stored.
   */
  correct(group: AssetGroup, change: (stored: Listing) => Promise<Listing | undefined>): Promise<Listing>;
}

export interface ReadOptions {
  /** True: no client waits for it. */
  readonly background?: boolean;
}

/** Called after the listing of a month was replaced. */
export type OnMonth = (month: AssetGroup, before: Listing | undefined, after: Listing) => Promise<void>;

/** True when half of the members of a group are gone. */
function isSuspiciousLoss(before: readonly NamedAsset[], now: readonly Asset[]): boolean {
  const left = new Set(before.map(({ asset }) => asset.id));
  const count = left.size;
  for (const { id } of now) left.delete(id);
  return left.size > 0 && left.size >= count / 2;
}

export function createListingLoader(
  catalog: Catalog,
  groups: Pick<GroupsLoader, 'save'>,
  onMonth: OnMonth,
  context: LibraryContext,
): ListingLoader {
  const { reader, store, clock, observer, signal } = context;
  const mutex = createKeyedMutex<Listing>();
  const unsupportedSearches = createReportOnce<string>();

  async function load(asked: AssetGroup, { background = false }: ReadOptions): Promise<Listing> {
    const stored = await store.readListing(asked.id, { retain: !background });
    const options = { clock, observer, signal, background };
    const { group, assets, isComplete } = await readAssets(reader, asked, options);
    unsupportedSearches.clear(asked.id);
    const about = { revision: isComplete ? group.revision : undefined, readAt: clock.now() };
    const isSuspicious = !isComplete && stored?.revision !== undefined && isSuspiciousLoss(stored.members, assets);
    // Keep a complete listing over one incomplete reading without half of its members, but not over a second: assets that left must go.
    const named = isSuspicious ? stored.members : await nameAssets(assets, stored, clock);
    const listing = await createListing(about, named, clock);
    // Return the same object for an unchanged listing, so that callers can keep what they rendered from it.
    if (stored && stored.etag === listing.etag && stored.revision === listing.revision) {
      noteStored(asked.id, stored);
      return stored;
    }
    await swap(asked, group, listing);
    if (asked.kind === 'month') await onMonth(asked, stored, listing);
    return listing;
  }

  /** Enters a stored listing in the catalog: the group may have come back, or was read again. */
  function noteStored(groupId: string, stored: Listing): void {
    const entry = catalog.entry(groupId);
    if (entry && entry.listing?.revision !== stored.revision)
      catalog.setEntry({ ...entry, listing: summaryOf(stored) });
  }

  async function swap(asked: AssetGroup, group: AssetGroup, listing: Listing): Promise<void> {
    const withListing = (entry: CatalogEntry): CatalogEntry => {
      // A group that was listed since the reading began is newer than the one that was read.
      const isAsAsked = entry.group.revision === asked.revision;
      return { ...entry, listing: summaryOf(listing), ...(isAsAsked && { group }) };
    };
    // A store ignores listings of groups that are not among its entries.
    await groups.save();
    const entry = catalog.entry(asked.id);
    if (!entry) return;
    await store.writeListing(withListing(entry), listing);
    const now = catalog.entry(asked.id);
    if (now) catalog.setEntry(withListing(now));
  }

  async function replace(
    { id }: AssetGroup,
    change: (stored: Listing) => Promise<Listing | undefined>,
  ): Promise<Listing> {
    const stored = await store.readListing(id, { retain: false });
    if (!stored) throw new LibraryError('not-found', 'No listing of the group is stored.');
    const listing = await change(stored);
    const entry = catalog.entry(id);
    if (!listing || !entry) return stored;
    await store.writeListing({ ...entry, listing: summaryOf(listing) }, listing);
    const now = catalog.entry(id);
    if (now) catalog.setEntry({ ...now, listing: summaryOf(listing) });
    return listing;
  }

  /** Reads each group one reading at a time. A call for a newer revision waits for a new reading. */
  const read = (group: AssetGroup, options: ReadOptions = {}): Promise<Listing> =>
    mutex.share(group.id, group.revision, () => load(group, options));

  const empty = createListing({ revision: undefined, readAt: 0 }, [], clock);

  /** Shows an unsupported search as empty: an error would stop clients that walk the whole tree. */
  async function emptyIfUnsupported(group: AssetGroup, error: unknown): Promise<Listing> {
    if (group.kind !== 'search' || !LibraryError.is(error) || error.code !== 'not-supported') throw error;
    unsupportedSearches.report(group.id, error.code, () => observer.groupFailed?.(group, error));
    return empty;
  }

  return {
    read,
    correct: (group, change) => mutex.run(group.id, () => replace(group, change)),
    async get({ group, listing }) {
      const stored = listing && (await store.readListing(group.id));
      if (stored) return stored;
      const onRetry = (retry: number, error: LibraryError) =>
        observer.retrying?.(`${treatmentOf(group.kind).noun} ${group.id}`, retry, error);
      return withRetries(() => read(group), { clock, signal, onRetry }).catch((error: unknown) =>
        emptyIfUnsupported(group, error),
      );
    },
  };
}
