import type { Asset } from '../ports/asset.ts';
import type { AssetGroup } from '../ports/asset-source.ts';
import type { NamedAsset } from '../ports/listing.ts';

/** A library that lost this share at once may still be starting, or its disk may not be mounted. */
const suspiciousShare = 0.5;

const countOf = (groups: readonly AssetGroup[]): number =>
  groups.reduce((sum, { assetCount }) => sum + (assetCount ?? 0), 0);

/** True when half of the groups or half of their assets are gone. */
export function isSuspiciousDrop(before: readonly AssetGroup[], now: readonly AssetGroup[]): boolean {
  if (before.length === 0) return false;
  return now.length <= before.length * suspiciousShare || countOf(now) < countOf(before) * suspiciousShare;
}

/** True when half of the members of a group are gone. */
export function isSuspiciousLoss(before: Iterable<NamedAsset>, now: readonly Asset[]): boolean {
  const left = new Set([...before].map(({ asset }) => asset.id));
  const count = left.size;
  for (const { id } of now) left.delete(id);
  return left.size > 0 && left.size >= count * suspiciousShare;
}
