import { createDigest, type DigestWords } from '../base/digest.ts';
import { fingerprintOf } from '../catalog/fingerprint.ts';
import type { Asset } from '../ports/asset.ts';

/** Changes with whatever a folder shows of an asset. */
export function digestOf(asset: Asset): DigestWords {
  const digest = createDigest();
  for (const text of [asset.id, asset.fileName, fingerprintOf(asset)]) digest.add(text);
  return digest.words();
}
