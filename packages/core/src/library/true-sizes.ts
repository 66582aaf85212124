import { createDigest } from '../listing/digest.ts';
import type { Asset } from '../ports/asset.ts';
import type { Catalog } from './catalog.ts';
import type { LibraryContext } from './context.ts';

/** Lengths that turned out to be others than listed. */
export interface TrueSizes {
  /** Grows when lengths were learnt, at most once a second. */
  readonly version: number;
  /** Takes note of a length; the folders of the group change within a second. */
  learn(groupId: string, asset: Asset, size: number): void;
  /** The listed asset with its true length, or itself where nothing else is known. */
  correct(asset: Asset): Asset;
  /** The folders of a group are made anew: what they show was learnt elsewhere. */
  renew(groupId: string): void;
  /** Another text when the folders of a group were made anew; none while nothing was learnt for them. */
  versionOf(groupId: string): string;
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
  const versions = new Map<string, string>();
  const changed = new Set<string>();
  let version = 0;

  /** Made of what was learnt: after a restart the same lengths give the same tag, and none gives the one of before. */
  function textNow(): string {
    const digest = createDigest();
    for (const [id, { revision, size }] of sizes) digest.add(`${id} ${revision} ${size}`);
    return digest.hex();
  }
  function renew(groupId: string): void {
    const now = textNow();
    const entry = catalog.entry(groupId);
    if (!entry || versions.get(groupId) === now) return;
    versions.set(groupId, now);
    catalog.setEntry({ ...entry });
  }

  async function renewSoon(groupId: string): Promise<void> {
    const isFirst = changed.size === 0;
    changed.add(groupId);
    if (!isFirst) return;
    await clock.sleep(gatherMs, signal);
    version += 1;
    for (const id of changed) renew(id);
    changed.clear();
  }

  return {
    get version() {
      return version;
    },
    renew,
    versionOf: (groupId) => versions.get(groupId) ?? '',
    learn(groupId, asset, size) {
      sizes.set(asset.id, { revision: asset.revision, size });
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
