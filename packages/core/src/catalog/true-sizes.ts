import { createDigest, type DigestWords } from '../base/digest.ts';
import type { Asset } from '../ports/asset.ts';
import type { Catalog } from './catalog.ts';
import type { LibraryContext } from './context.ts';

/** Lengths that turned out to be others than listed. */
export interface TrueSizes {
  /** Grows when lengths were learnt, at most once a second. */
  readonly generation: number;
  /** Takes note of a length; the folders of the group change within a second. */
  record(groupId: string, asset: Asset, size: number): void;
  /** The listed asset with its true length, or itself where nothing else is known. */
  correct(asset: Asset): Asset;
  /** Takes note that folders of a group show these assets with true lengths that were learnt, perhaps elsewhere. */
  shown(groupId: string, assets: readonly Asset[]): void;
  /** Another text when folders of a group show other lengths than listed; none while they show none. */
  fingerprintOf(groupId: string): string;
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

/** What folders of a group show, by asset; the sum makes their tag the same again when they show the same. */
interface Shown {
  readonly digests: Map<string, DigestWords>;
  high: number;
  low: number;
}

/** Returns whether that is new. */
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
  const sizes = new Map<string, Learnt>();
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
      const learnt = sizes.get(asset.id);
      // Of another revision: the library changed its mind, or the bytes.
      if (learnt?.revision !== asset.revision || learnt.size === asset.size) return asset;
      return asset.size === undefined ? { ...asset, size: learnt.size } : corrected(asset, learnt.size);
    },
  };
}
