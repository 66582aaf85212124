import type { DigestWords } from '../listing/digest.ts';
import type { Asset } from '../ports/asset.ts';
import type { FolderPath } from '../views/view.ts';
import type { Candidates } from './lowest.ts';

/** What is known of a folder, or of a month's part of it, without its assets. */
export interface FolderFacts {
  readonly path: FolderPath;
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
export const keyOf = (path: FolderPath): string => JSON.stringify(path);

export const emptyFolder = (path: FolderPath): FolderFacts => ({
  path,
  count: 0,
  high: 0,
  low: 0,
  createdAt: Number.POSITIVE_INFINITY,
  modifiedAt: 0,
});

export function addDigest(to: FolderFacts, { high, low }: DigestWords): void {
  to.high = (to.high + high) >>> 0;
  to.low = (to.low + low) >>> 0;
}

export function addAsset(to: FolderFacts, { capturedAt, uploadedAt }: Asset, digest: DigestWords): void {
  to.count += 1;
  to.createdAt = Math.min(to.createdAt, capturedAt);
  to.modifiedAt = Math.max(to.modifiedAt, uploadedAt);
  addDigest(to, digest);
}

export function addFacts(to: FolderFacts, part: FolderFacts): void {
  to.count += part.count;
  to.createdAt = Math.min(to.createdAt, part.createdAt);
  to.modifiedAt = Math.max(to.modifiedAt, part.modifiedAt);
  addDigest(to, part);
}
