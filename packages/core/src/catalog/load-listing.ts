import { withRetries } from '../base/retry.ts';
import { LibraryError } from '../errors/library-error.ts';
import type { AssetGroup } from '../ports/asset-source.ts';
import type { CatalogEntry, Listing } from '../ports/listing.ts';
import { createGroupQueue } from '../refresh/group-queue.ts';
import type { Catalog } from './catalog.ts';
import type { LibraryContext } from './context.ts';
import { treatmentOf } from './kinds.ts';
import { createListing, nameAssets, summaryOf } from './listing.ts';
import type { GroupsLoader } from './load-groups.ts';
import { readAssets } from './read-assets.ts';
import { isSuspiciousLoss } from './suspicious-drop.ts';

/** Brings listings from the source into the store and the catalog. */
export interface ListingLoader {
  /** Reads a group once; whoever asks for the same revision meanwhile shares the reading. */
  read(group: AssetGroup, options?: ReadOptions): Promise<Listing>;
  /** The listing of an entry: from the store, else from the source with retries, for someone who waits. Empty for a search that is `not-supported`. */
  get(entry: CatalogEntry): Promise<Listing>;
  /**
   * Replaces the kept listing of a group by what `change` makes of it; undefined = it stays. Waits for a reading of the group, and
   * later readings wait for it. Rejects with `not-found` when none is kept.
   */
  correct(group: AssetGroup, change: (kept: Listing) => Promise<Listing | undefined>): Promise<Listing>;
}

export interface ReadOptions {
  /** True: nobody waits for it. */
  readonly background?: boolean;
}

/** Called after the listing of a month was replaced. */
export type OnMonth = (month: AssetGroup, before: Listing | undefined, after: Listing) => Promise<void>;

export function createListingLoader(
  catalog: Catalog,
  groups: Pick<GroupsLoader, 'save'>,
  onMonth: OnMonth,
  context: LibraryContext,
): ListingLoader {
  const { reader, store, clock, observer, signal } = context;
  const queue = createGroupQueue<Listing>();

  async function load(asked: AssetGroup, { background = false }: ReadOptions): Promise<Listing> {
    const kept = await store.readListing(asked.id, { retain: !background });
    const options = { clock, observer, signal, background };
    const { group, assets, isComplete } = await readAssets(reader, asked, options);
    told.delete(asked.id);
    const facts = { revision: isComplete ? group.revision : undefined, readAt: clock.now() };
    const isDoubtful = !isComplete && kept?.revision !== undefined && isSuspiciousLoss(kept.members, assets);
    // A complete listing survives one reading that lost half of it and never agreed. A second one is taken: what left must not stay.
    const named = isDoubtful ? kept.members : await nameAssets(assets, kept, clock);
    const listing = await createListing(facts, named, clock);
    // The very same: whatever was made of the one that is kept stays good.
    if (kept && kept.etag === listing.etag && kept.revision === listing.revision) {
      noteKept(asked.id, kept);
      return kept;
    }
    await swap(asked, group, listing);
    if (asked.kind === 'month') await onMonth(asked, kept, listing);
    return listing;
  }

  /** A group that went and came back has its listing again, and one that had to be read again is up to date. */
  function noteKept(groupId: string, kept: Listing): void {
    const entry = catalog.entry(groupId);
    if (entry && entry.listing?.revision !== kept.revision) catalog.setEntry({ ...entry, listing: summaryOf(kept) });
  }

  async function swap(asked: AssetGroup, group: AssetGroup, listing: Listing): Promise<void> {
    const withListing = (entry: CatalogEntry): CatalogEntry => {
      // A group that was listed anew since it was asked for is the younger one.
      const isAsAsked = entry.group.revision === asked.revision;
      return { ...entry, listing: summaryOf(listing), ...(isAsAsked && { group }) };
    };
    // A store takes no listing of a group that it does not know.
    await groups.save();
    const entry = catalog.entry(asked.id);
    if (!entry) return;
    await store.writeListing(withListing(entry), listing);
    const now = catalog.entry(asked.id);
    if (now) catalog.setEntry(withListing(now));
  }

  async function replace(
    { id }: AssetGroup,
    change: (kept: Listing) => Promise<Listing | undefined>,
  ): Promise<Listing> {
    const kept = await store.readListing(id, { retain: false });
    if (!kept) throw new LibraryError('not-found', 'No listing of the group is kept.');
    const listing = await change(kept);
    const entry = catalog.entry(id);
    if (!listing || !entry) return kept;
    await store.writeListing({ ...entry, listing: summaryOf(listing) }, listing);
    const now = catalog.entry(id);
    if (now) catalog.setEntry({ ...now, listing: summaryOf(listing) });
    return listing;
  }

  /** One reading of a group at a time: a later one waits, and is not answered with an earlier one. */
  const read = (group: AssetGroup, options: ReadOptions = {}): Promise<Listing> =>
    queue.share(group.id, group.revision, () => load(group, options));

  /** Searches that could not be done when somebody asked last. */
  const told = new Set<string>();
  const nothing = createListing({ revision: undefined, readAt: 0 }, [], clock);

  /** A search that the library cannot do at all finds nothing: an error would end whatever walks the whole tree. */
  async function instead(group: AssetGroup, error: unknown): Promise<Listing> {
    if (group.kind !== 'search' || !LibraryError.is(error) || error.code !== 'not-supported') throw error;
    // Whoever opens its folder meets it again.
    if (!told.has(group.id)) observer.groupFailed?.(group, error);
    told.add(group.id);
    return nothing;
  }

  return {
    read,
    correct: (group, change) => queue.add(group.id, () => replace(group, change)),
    async get({ group, listing }) {
      const kept = listing && (await store.readListing(group.id));
      if (kept) return kept;
      const onRetry = (retry: number, error: LibraryError) =>
        observer.retrying?.(`${treatmentOf(group.kind).noun} ${group.id}`, retry, error);
      return withRetries(() => read(group), { clock, signal, onRetry }).catch((error: unknown) =>
        instead(group, error),
      );
    },
  };
}
