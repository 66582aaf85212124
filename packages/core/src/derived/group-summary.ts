import { createDigest, type DigestWords } from '../base/digest.ts';
import type { Candidates } from '../base/lowest.ts';
import { fingerprintOf } from '../catalog/fingerprint.ts';
import type { Asset } from '../ports/asset.ts';
import type { GroupPath } from '../views/view.ts';

/** Totals over the assets of a derived group, or over its assets in one month. */
export interface GroupSummary {
  readonly path: GroupPath;
  count: number;
  /** High word of the sum of all digests. A sum does not depend on the order of assets. */
  high: number;
  low: number;
  createdAt: number;
  modifiedAt: number;
  /** For a view with a limit: the assets of each month that may be within it. */
  candidates?: readonly Candidates[];
}

/** A path as one text, to be used as a key. */
export const keyOf = (path: GroupPath): string => JSON.stringify(path);

export const emptySummary = (path: GroupPath): GroupSummary => ({
  path,
  count: 0,
  high: 0,
  low: 0,
  createdAt: Number.POSITIVE_INFINITY,
  modifiedAt: 0,
});

/** Digest of an asset's id, name and fingerprint. */
export function digestOf(asset: Asset): DigestWords {
  const digest = createDigest();
  for (const text of [asset.id, asset.fileName, fingerprintOf(asset)]) digest.add(text);
  return digest.words();
}

export function addDigest(to: GroupSummary, { high, low }: DigestWords): void {
  to.high = (to.high + high) >>> 0;
  to.low = (to.low + low) >>> 0;
}

export function addAsset(to: GroupSummary, { capturedAt, uploadedAt }: Asset, digest: DigestWords): void {
  to.count += 1;
  to.createdAt = Math.min(to.createdAt, capturedAt);
  to.modifiedAt = Math.max(to.modifiedAt, uploadedAt);
  addDigest(to, digest);
}

export function addSummary(to: GroupSummary, part: GroupSummary): void {
  to.count += part.count;
  to.createdAt = Math.min(to.createdAt, part.createdAt);
  to.modifiedAt = Math.max(to.modifiedAt, part.modifiedAt);
  addDigest(to, part);
}

const hex = (value: number): string => value.toString(16).padStart(8, '0');

/** Revision of a group with these totals. */
export const revisionOf = ({ count, high, low }: Pick<GroupSummary, 'count' | 'high' | 'low'>): string =>
  `${count} ${hex(high)}${hex(low)}`;
