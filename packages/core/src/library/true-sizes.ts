import { createDigest } from '../listing/digest.ts';
import type { Asset } from '../ports/asset.ts';
import type { Catalog } from './catalog.ts';
import type { LibraryContext } from './context.ts';

/** Lengths that turned out to be others than listed. */
export interface TrueSizes {
  /** Takes note of a length; the group's listing changes within a second. */
  learn(groupId: string, asset: Asset, size: number): void;
  /** The listed asset with its true length, or itself where nothing else is known. */
  correct(asset: Asset): Asset;
}

interface Learnt {
  readonly revision: string;
  readonly size: number;
}

/** Whoever downloads an album of wrong lengths corrects one after the other; its listing is made anew once for many. */
const gatherMs = 1000;

/**
 * Where the library contradicts itself about a length, its checksum is doubted too: the corrected asset has none, and another
 * revision, so that no client takes its bytes for those of the uncorrected one.
 */
function corrected({ sha1: _doubted, ...asset }: Asset, size: number): Asset {
  return { ...asset, size, revision: `${asset.revision} ${size}` };
}

export function createTrueSizes(catalog: Catalog, { clock, observer, signal }: LibraryContext): TrueSizes {
  const sizes = new Map<string, Learnt>();
  const changed = new Set<string>();

  /** The same members under another tag: the files are made anew from them. */
  function renew(groupId: string): void {
    const entry = catalog.entry(groupId);
    if (!entry?.listing) return;
    const digest = createDigest();
    digest.add(entry.listing.etag);
    for (const [id, { size }] of sizes) digest.add(`${id} ${size}`);
    catalog.setListing(groupId, { ...entry.listing, etag: digest.hex() });
  }

  async function renewSoon(groupId: string): Promise<void> {
    if (changed.has(groupId)) return;
    changed.add(groupId);
    await clock.sleep(gatherMs, signal);
    changed.delete(groupId);
    renew(groupId);
  }

  return {
    learn(groupId, asset, size) {
      sizes.set(asset.id, { revision: asset.revision, size });
      observer.lengthCorrected?.(asset.id, asset.size, size);
      void renewSoon(groupId);
    },
    correct(asset) {
      const learnt = sizes.get(asset.id);
      if (learnt === undefined) return asset;
      if (learnt.revision === asset.revision && learnt.size !== asset.size) {
        return asset.size === undefined ? { ...asset, size: learnt.size } : corrected(asset, learnt.size);
      }
      // The library changed its mind, or the bytes.
      sizes.delete(asset.id);
      return asset;
    },
  };
}
