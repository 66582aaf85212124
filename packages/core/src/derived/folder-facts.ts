import type { DigestWords } from '../base/digest.ts';
import type { Candidates } from '../base/lowest.ts';
import type { Asset } from '../ports/asset.ts';
import type { GroupPath } from '../views/view.ts';

/** What is known of a folder, or of a month's part of it, without its assets. */
export interface GroupSummary {
  readonly path: GroupPath;
  count: number;
  /** A sum over all assets, so that their order does not matter. */
  high: number;
  low: number;
  createdAt: number;
  modifiedAt: number;
  /** Where a view has a limit: who may be among those, part by part. */
  candidates?: readonly Candidates[];
}

/** Names of any kind in one text. */
export const keyOf = (path: GroupPath): string => JSON.stringify(path);

export const emptySummary = (path: GroupPath): GroupSummary => ({
  path,
  count: 0,
  high: 0,
  low: 0,
  createdAt: Number.POSITIVE_INFINITY,
  modifiedAt: 0,
});

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
