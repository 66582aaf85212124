import { createDigest } from '../base/digest.ts';
import type { Asset, Rendition, RenditionMetadata } from '../ports/asset.ts';

/** Metadata of one rendition of one asset. */
export interface CacheEntry {
  /** Absent: the library has no such rendition. */
  readonly metadata?: RenditionMetadata;
  /** False: fetched for an earlier revision of the asset, and only a hint of what to expect. */
  readonly isCurrent: boolean;
}

/** Cached metadata by asset id. */
export type CacheEntries = ReadonlyMap<string, CacheEntry>;

/** A sum of digests: the same for the same metadata, in whatever order it was fetched. */
interface Sum {
  readonly high: number;
  readonly low: number;
}

const noSum: Sum = { high: 0, low: 0 };
const plus = (a: Sum, b: Sum): Sum => ({ high: (a.high + b.high) >>> 0, low: (a.low + b.low) >>> 0 });
const minus = (a: Sum, b: Sum): Sum => ({ high: (a.high - b.high) >>> 0, low: (a.low - b.low) >>> 0 });

/** Covers all that a file shows of its metadata. */
function digestOf(id: string, entry: CacheEntry | undefined): Sum {
  if (!entry) return noSum;
  const { metadata, isCurrent } = entry;
  const digest = createDigest();
  digest.add(id);
  digest.add(metadata ? `${metadata.mediaType} ${isCurrent ? `${metadata.size} ${metadata.tag}` : ''}` : '');
  return digest.words();
}

/** Fingerprints of the cached metadata of groups, which change only when they are published. */
export interface MetadataSums {
  /** Sets the sum of a rendition of a group; returns whether it differs from the published one. */
  set(groupId: string, rendition: Rendition, entries: CacheEntries): boolean;
  /** Changes the sum by the difference between two reads of some assets. */
  change(
    groupId: string,
    rendition: Rendition,
    assets: readonly Asset[],
    reads: readonly [CacheEntries, CacheEntries],
  ): void;
  publish(groupId: string): void;
  fingerprintOf(groupId: string, renditions: readonly Rendition[]): string;
}

export function createMetadataSums(): MetadataSums {
  const sums = new Map<string, Map<Rendition, Sum>>();
  const published = new Map<string, ReadonlyMap<Rendition, Sum>>();
  return {
    set(groupId, rendition, entries) {
      let sum = noSum;
      for (const [id, entry] of entries) sum = plus(sum, digestOf(id, entry));
      const ofGroup = sums.get(groupId) ?? new Map<Rendition, Sum>();
      sums.set(groupId, ofGroup.set(rendition, sum));
      const before = published.get(groupId)?.get(rendition) ?? noSum;
      return before.high !== sum.high || before.low !== sum.low;
    },
    change(groupId, rendition, assets, [before, after]) {
      const ofGroup = sums.get(groupId);
      let sum = ofGroup?.get(rendition);
      if (!ofGroup || !sum) return;
      for (const { id } of assets) sum = plus(minus(sum, digestOf(id, before.get(id))), digestOf(id, after.get(id)));
      ofGroup.set(rendition, sum);
    },
    publish: (groupId) => void published.set(groupId, new Map(sums.get(groupId))),
    fingerprintOf(groupId, renditions) {
      const texts = renditions.map((rendition) => published.get(groupId)?.get(rendition) ?? noSum);
      return texts.map(({ high, low }) => (high === 0 && low === 0 ? '' : `${high} ${low}`)).join();
    },
  };
}
