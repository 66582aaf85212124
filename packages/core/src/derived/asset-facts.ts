import { createDigest } from '../listing/digest.ts';
import { factsOf } from '../listing/listing.ts';
import type { Asset } from '../ports/asset.ts';

/** Two numbers of 32 bits that change with whatever a folder shows of an asset. */
export interface AssetDigest {
  readonly high: number;
  readonly low: number;
}

export function digestOf(asset: Asset): AssetDigest {
  const digest = createDigest();
  for (const text of [asset.id, asset.fileName, factsOf(asset)]) digest.add(text);
  const hex = digest.hex();
  return { high: Number.parseInt(hex.slice(0, 8), 16), low: Number.parseInt(hex.slice(8), 16) };
}
