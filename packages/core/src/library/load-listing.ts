import type { TreeError } from '../errors/tree-error.ts';
import { createListing, type Listing, nameAssets } from '../listing/listing.ts';
import { readAssets } from '../listing/read-assets.ts';
import { legalName, splitExtension } from '../names/legal-name.ts';
import type { Asset } from '../ports/asset.ts';
import type { AssetGroup } from '../ports/asset-source.ts';
import type { Catalog } from './catalog.ts';
import type { LibraryContext } from './context.ts';
import { withRetries } from './retry.ts';

/** Brings listings into the catalog. */
export interface ListingLoader {
  /** Reads a group once; whoever asks for the same revision meanwhile shares the reading. */
  read(group: AssetGroup): Promise<Listing>;
  /** The same with retries, for someone who waits. */
  readPatiently(group: AssetGroup): Promise<Listing>;
}

interface Reading {
  readonly revision: string;
  readonly listing: Promise<Listing>;
}

export function createListingLoader(catalog: Catalog, context: LibraryContext): ListingLoader {
  const { source, clock, observer, signal, excludedExtensions } = context;
  const readings = new Map<string, Reading>();

  const isWanted = ({ fileName }: Asset): boolean =>
    !excludedExtensions.has(splitExtension(legalName(fileName)).extension.slice(1).toLowerCase());

  async function load(asked: AssetGroup): Promise<Listing> {
    const { group, assets, isComplete } = await readAssets(source, asked, { clock, observer, signal });
    const kept = catalog.entries.get(asked.id)?.listing;
    // What is known to be complete is better than what is known not to be.
    if (!isComplete && kept?.revision !== undefined) return kept;
    const named = await nameAssets(assets.filter(isWanted), kept, clock);
    const listing = createListing(isComplete ? group.revision : undefined, named);
    catalog.setListing(asked, group, listing);
    return listing;
  }

  /** One reading of a group at a time: a later revision waits, and is not answered with an earlier one. */
  async function loadAfter(earlier: Reading | undefined, group: AssetGroup): Promise<Listing> {
    await earlier?.listing.catch(() => {});
    return load(group);
  }

  function read(group: AssetGroup): Promise<Listing> {
    const running = readings.get(group.id);
    if (running?.revision === group.revision) return running.listing;
    const listing = loadAfter(running, group).finally(() => {
      if (readings.get(group.id)?.listing === listing) readings.delete(group.id);
    });
    readings.set(group.id, { revision: group.revision, listing });
    return listing;
  }

  return {
    read,
    readPatiently(group) {
      const onRetry = (retry: number, error: TreeError) => observer.retrying?.(`album ${group.id}`, retry, error);
      return withRetries(() => read(group), { clock, signal, onRetry });
    },
  };
}
