import type { TreeError } from '../errors/tree-error.ts';
import { createListing, type Listing, nameAssets } from '../listing/listing.ts';
import { readAssets } from '../listing/read-assets.ts';
import { splitExtension } from '../names/legal-name.ts';
import type { Asset } from '../ports/asset.ts';
import type { AssetGroup } from '../ports/asset-source.ts';
import type { Catalog } from './catalog.ts';
import type { LibraryContext } from './context.ts';
import { withRetries } from './retry.ts';

/** Brings groups and listings from the source into the catalog; whoever asks for what is on its way shares the way. */
export interface Loader {
  loadGroups(): Promise<void>;
  loadListing(group: AssetGroup): Promise<Listing>;
  /** Puts an asset's true length into a group's listing. */
  correctSize(groupId: string, asset: Asset, size: number): void;
}

export function createLoader(catalog: Catalog, context: LibraryContext): Loader {
  const { source, clock, observer, signal, albumIds, excludedExtensions } = context;
  const listings = new Map<string, Promise<Listing>>();
  const trueSizes = new Map<string, number>();
  let groups: Promise<void> | undefined;

  const retrying = (what: string) => (attempt: number, error: TreeError) => observer.retrying?.(what, attempt, error);
  const shown = (group: AssetGroup): boolean => albumIds.size === 0 || albumIds.has(group.id);
  const wanted = (asset: Asset): boolean =>
    !excludedExtensions.has(splitExtension(asset.fileName.trim()).extension.slice(1).toLowerCase());
  const sizeKey = (asset: Asset): string => `${asset.id} ${asset.revision}`;
  const corrected = (asset: Asset): Asset => {
    const size = trueSizes.get(sizeKey(asset));
    return size === undefined ? asset : { ...asset, size };
  };

  async function readGroups(): Promise<void> {
    const read = () => source.listGroups('album', { signal });
    const found = await withRetries(read, { clock, signal, onRetry: retrying('the list of albums') });
    catalog.setGroups(found.filter(shown));
  }

  async function readListing(asked: AssetGroup): Promise<Listing> {
    const read = () => readAssets(source, asked, { clock, observer, signal });
    const onRetry = retrying(`album ${asked.id}`);
    const { group, assets } = await withRetries(read, { clock, signal, onRetry });
    const named = await nameAssets(assets.filter(wanted).map(corrected), clock);
    const listing = createListing(group.revision, named);
    catalog.setListing(group, listing);
    return listing;
  }

  return {
    loadGroups() {
      groups ??= readGroups().finally(() => {
        groups = undefined;
      });
      return groups;
    },
    loadListing(group) {
      const key = group.id;
      const running = listings.get(key) ?? readListing(group).finally(() => listings.delete(key));
      listings.set(key, running);
      return running;
    },
    correctSize(groupId, asset, size) {
      const entry = catalog.entries.get(groupId);
      if (!entry?.listing) return;
      trueSizes.set(sizeKey(asset), size);
      observer.lengthCorrected?.(asset.id, asset.size, size);
      const named = entry.listing.members.map((member) => ({ ...member, asset: corrected(member.asset) }));
      catalog.setListing(entry.group, createListing(entry.listing.revision, named));
    },
  };
}
