import type { TreeError } from '../errors/tree-error.ts';
import { createListing, nameAssets, summaryOf } from '../listing/listing.ts';
import { readAssets } from '../listing/read-assets.ts';
import type { AssetGroup } from '../ports/asset-source.ts';
import type { CatalogEntry, Listing } from '../ports/listing.ts';
import type { Catalog } from './catalog.ts';
import type { LibraryContext } from './context.ts';
import { treatmentOf } from './kinds.ts';
import type { GroupsLoader } from './load-groups.ts';
import { withRetries } from './retry.ts';

/** Brings listings from the source into the store and the catalog. */
export interface ListingLoader {
  /** Reads a group once; whoever asks for the same revision meanwhile shares the reading. */
  read(group: AssetGroup, options?: ReadOptions): Promise<Listing>;
  /** The listing of an entry: from the store, else from the source with retries, for someone who waits. */
  need(entry: CatalogEntry): Promise<Listing>;
}

export interface ReadOptions {
  /** True: nobody waits for it. */
  readonly background?: boolean;
}

interface Reading {
  readonly revision: string;
  readonly listing: Promise<Listing>;
}

export function createListingLoader(
  catalog: Catalog,
  groups: Pick<GroupsLoader, 'save'>,
  context: LibraryContext,
): ListingLoader {
  const { reader, store, clock, observer, signal } = context;
  const readings = new Map<string, Reading>();

  async function load(asked: AssetGroup, { background = false }: ReadOptions): Promise<Listing> {
    const kept = await store.readListing(asked.id, { retain: !background });
    const options = { clock, observer, signal, background };
    const { group, assets, isComplete } = await readAssets(reader, asked, options);
    // What is known to be complete is better than what is known not to be.
    if (!isComplete && kept?.revision !== undefined) return kept;
    const facts = { revision: isComplete ? group.revision : undefined, readAt: clock.now() };
    const listing = await createListing(facts, await nameAssets(assets, kept, clock), clock);
    // The very same: whatever was made of the one that is kept stays good.
    if (kept && kept.etag === listing.etag && kept.revision === listing.revision) {
      noteKept(asked.id, kept);
      return kept;
    }
    await swap(asked, group, listing);
    return listing;
  }

  /** A group that went and came back has its listing again. */
  function noteKept(groupId: string, kept: Listing): void {
    const entry = catalog.entry(groupId);
    if (entry && !entry.listing) catalog.setEntry({ ...entry, listing: summaryOf(kept) });
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

  /** One reading of a group at a time: a later revision waits, and is not answered with an earlier one. */
  async function loadAfter(earlier: Reading | undefined, group: AssetGroup, options: ReadOptions): Promise<Listing> {
    await earlier?.listing.catch(() => {});
    return load(group, options);
  }

  function read(group: AssetGroup, options: ReadOptions = {}): Promise<Listing> {
    const running = readings.get(group.id);
    if (running?.revision === group.revision) return running.listing;
    const listing = loadAfter(running, group, options).finally(() => {
      if (readings.get(group.id)?.listing === listing) readings.delete(group.id);
    });
    readings.set(group.id, { revision: group.revision, listing });
    return listing;
  }

  return {
    read,
    async need({ group, listing }) {
      const kept = listing && (await store.readListing(group.id));
      if (kept) return kept;
      const onRetry = (retry: number, error: TreeError) =>
        observer.retrying?.(`${treatmentOf(group.kind).noun} ${group.id}`, retry, error);
      return withRetries(() => read(group), { clock, signal, onRetry });
    },
  };
}
