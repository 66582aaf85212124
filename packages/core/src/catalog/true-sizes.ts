import { createDigest, type DigestWords } from '../base/digest.ts';
import type { Asset } from '../ports/asset.ts';
import type { Catalog } from './catalog.ts';
import type { LibraryContext } from './context.ts';

/** True lengths of assets whose listed length was wrong. */
export interface TrueSizes {
  /** Grows when lengths were recorded, at most once a second. */
  readonly generation: number;
  /** Records a true length; collections of the group change within a second. */
  record(groupId: string, asset: Asset, size: number): void;
  /** The asset with its true length, or the same asset if none is recorded. */
  correct(asset: Asset): Asset;
  /** Records that collections of a group show these assets with true lengths, perhaps recorded in another group. */
  shown(groupId: string, assets: readonly Asset[]): void;
  /** Opaque fingerprint of the true lengths that collections of a group show; empty while they show none. */
  fingerprintOf(groupId: string): string;
}

interface TrueSize {
  readonly revision: string;
  readonly size: number;
}

/** A download of a whole album corrects many lengths in a row; its collections change once for all of them. */
const gatherMs = 1000;

/**
 * A library with a wrong length may have a wrong checksum too, so the corrected asset has none. Its revision differs, so that no
 * client takes its bytes for those of the listed asset.
 */
function corrected({ sha1: _untrusted, ...asset }: Asset, size: number): Asset {
  return { ...asset, size, revision: `${asset.revision} ${size}` };
}

/** Lengths shown by collections of a group, by asset. Digests are summed, so that equal lengths give equal fingerprints. */
interface Shown {
  readonly digests: Map<string, DigestWords>;
  high: number;
  low: number;
}

/** Returns whether the length is new. */
function add(to: Shown, { id, revision }: Asset, size: number): boolean {
  const digest = createDigest();
  digest.add(`${id} ${revision} ${size}`);
  const now = digest.words();
  const before = to.digests.get(id) ?? { high: 0, low: 0 };
  if (before.high === now.high && before.low === now.low) return false;
  to.digests.set(id, now);
  to.high = (to.high - before.high + now.high) >>> 0;
  to.low = (to.low - before.low + now.low) >>> 0;
  return true;
}

export function createTrueSizes(catalog: Catalog, { clock, observer, signal }: LibraryContext): TrueSizes {
  const sizes = new Map<string, TrueSize>();
  const shownIn = new Map<string, Shown>();
  const fingerprints = new Map<string, string>();
  const changed = new Set<string>();
  let generation = 0;

  function note(groupId: string, asset: Asset): boolean {
    const shown = shownIn.get(groupId) ?? { digests: new Map(), high: 0, low: 0 };
    shownIn.set(groupId, shown);
    return add(shown, asset, sizes.get(asset.id)?.size ?? 0);
  }
  function renew(groupId: string): void {
    const { high, low } = shownIn.get(groupId) ?? { high: 0, low: 0 };
    fingerprints.set(groupId, `${high} ${low}`);
    const entry = catalog.entry(groupId);
    if (entry) catalog.setEntry({ ...entry });
  }

  async function renewSoon(groupId: string): Promise<void> {
    const isFirst = changed.size === 0;
    changed.add(groupId);
    if (!isFirst) return;
    await clock.sleep(gatherMs, signal);
    generation += 1;
    for (const id of changed) renew(id);
    changed.clear();
  }

  return {
    get generation() {
      return generation;
    },
    fingerprintOf: (groupId) => fingerprints.get(groupId) ?? '',
    shown(groupId, assets) {
      if (assets.filter((asset) => note(groupId, asset)).length > 0) renew(groupId);
    },
    record(groupId, asset, size) {
      sizes.set(asset.id, { revision: asset.revision, size });
      note(groupId, asset);
      observer.lengthCorrected?.(asset.id, asset.size, size);
      void renewSoon(groupId);
    },
    correct(asset) {
      const recorded = sizes.get(asset.id);
      // In another revision the library has another length or other bytes.
      if (recorded?.revision !== asset.revision || recorded.size === asset.size) return asset;
      return asset.size === undefined ? { ...asset, size: recorded.size } : corrected(asset, recorded.size);
    },
  };
}
