import { createDigest, type DigestWords } from '../base/digest.ts';
import type { Asset } from '../ports/asset.ts';
import type { NamedAsset } from '../ports/listing.ts';
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
  /** Compares the members of a group with all recorded lengths, also those of other groups; its fingerprint follows. */
  compare(groupId: string, members: readonly NamedAsset[]): void;
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

function digestOf({ id, revision }: Asset, size: number): DigestWords {
  const digest = createDigest();
  digest.add(`${id} ${revision} ${size}`);
  return digest.words();
}

/** The same for the same lengths, in whatever order they were recorded. */
function sumOf(digests: Iterable<DigestWords>): string {
  let [high, low] = [0, 0];
  for (const words of digests) [high, low] = [(high + words.high) >>> 0, (low + words.low) >>> 0];
  return high === 0 && low === 0 ? '' : `${high} ${low}`;
}

export function createTrueSizes(catalog: Catalog, { clock, observer, signal }: LibraryContext): TrueSizes {
  const sizes = new Map<string, TrueSize>();
  /** Corrected lengths by group and asset. */
  const shownIn = new Map<string, Map<string, DigestWords>>();
  const fingerprints = new Map<string, string>();
  const changed = new Set<string>();

  function correct(asset: Asset): Asset {
    const recorded = sizes.get(asset.id);
    // In another revision the library has another length or other bytes.
    if (recorded?.revision !== asset.revision || recorded.size === asset.size) return asset;
    return asset.size === undefined ? { ...asset, size: recorded.size } : corrected(asset, recorded.size);
  }
  function renew(groupId: string): void {
    fingerprints.set(groupId, sumOf(shownIn.get(groupId)?.values() ?? []));
    const entry = catalog.entry(groupId);
    if (entry) catalog.setEntry({ ...entry });
  }
  async function renewSoon(groupId: string): Promise<void> {
    const isFirst = changed.size === 0;
    changed.add(groupId);
    if (!isFirst) return;
    await clock.sleep(gatherMs, signal);
    trueSizes.generation += 1;
    for (const id of changed) renew(id);
    changed.clear();
  }

  // A field and no getter: it is read for every request.
  const trueSizes = {
    generation: 0,
    correct,
    fingerprintOf: (groupId: string): string => fingerprints.get(groupId) ?? '',
    compare(groupId: string, members: readonly NamedAsset[]): void {
      const shown = new Map<string, DigestWords>();
      for (const { asset } of members) {
        const { size } = correct(asset);
        if (size !== undefined && size !== asset.size) shown.set(asset.id, digestOf(asset, size));
      }
      shownIn.set(groupId, shown);
      if (sumOf(shown.values()) !== (fingerprints.get(groupId) ?? '')) renew(groupId);
    },
    record(groupId: string, asset: Asset, size: number): void {
      sizes.set(asset.id, { revision: asset.revision, size });
      const shown = shownIn.get(groupId) ?? new Map<string, DigestWords>();
      shownIn.set(groupId, shown);
      if (size === asset.size) shown.delete(asset.id);
      else shown.set(asset.id, digestOf(asset, size));
      observer.lengthCorrected?.(asset.id, asset.size, size);
      void renewSoon(groupId);
    },
  };
  return trueSizes;
}
