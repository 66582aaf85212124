import { createDigest } from '../base/digest.ts';
import type { Asset } from '../ports/asset.ts';
import { assetFields } from '../ports/asset-fields.ts';

const shownFields = (Object.keys(assetFields) as (keyof Asset)[]).filter(
  (name) => assetFields[name].affects === 'shown',
);

/** The entity tag of an asset's original: its SHA-1 if the library has one, else a digest of id and revision. */
export function assetEtag(asset: Pick<Asset, 'id' | 'revision' | 'sha1'>): string {
  if (asset.sha1 !== undefined) return asset.sha1;
  const digest = createDigest();
  digest.add(asset.id);
  digest.add(asset.revision);
  return digest.hex();
}

/** Fingerprint of an asset: changes with its bytes and with each field that a view, a rendition or a sidecar shows. */
export function fingerprintOf(asset: Asset): string {
  let text = assetEtag(asset);
  for (const name of shownFields) {
    const value = asset[name];
    text += typeof value === 'object' ? `\n${JSON.stringify(value)}` : `\n${value ?? ''}`;
  }
  return text;
}
