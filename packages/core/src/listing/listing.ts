import { createNameTable } from '../names/name-table.ts';
import type { Asset } from '../ports/asset.ts';
import type { Clock } from '../ports/clock.ts';
import { createDigest } from './digest.ts';

/** An asset under the name that its collection gives it. */
export interface NamedAsset {
  readonly name: string;
  readonly asset: Asset;
}

/** The members of a group at one revision: immutable, sorted by name. */
export interface Listing {
  /** The revision of the group; absent when the listing is not known to be complete. */
  readonly revision: string | undefined;
  readonly members: readonly NamedAsset[];
  /** Changes whenever a member does. */
  readonly etag: string;
}

/** How many members are worked on before other work may run: some 5 ms. */
const slice = 1000;

const byAge = (a: Asset, b: Asset): number => a.uploadedAt - b.uploadedAt || (a.id < b.id ? -1 : 1);
const byName = (a: NamedAsset, b: NamedAsset): number => (a.name < b.name ? -1 : 1);

/** The entity tag of an asset's original: of its content where that is known. */
export function assetEtag(asset: Pick<Asset, 'id' | 'revision' | 'sha1'>): string {
  if (asset.sha1 !== undefined) return asset.sha1;
  const digest = createDigest();
  digest.add(asset.id);
  digest.add(asset.revision);
  return digest.hex();
}

/** Puts members in order and gives the whole its entity tag. */
export function createListing(revision: string | undefined, named: readonly NamedAsset[]): Listing {
  const members = named.toSorted(byName);
  const digest = createDigest();
  for (const { name, asset } of members) {
    digest.add(name);
    digest.add(`${assetEtag(asset)} ${asset.size ?? ''} ${asset.modifiedAt}`);
  }
  return { revision, members, etag: digest.hex() };
}

/** Names assets from the oldest to the youngest, letting other work run in between. */
export async function nameAssets(assets: readonly Asset[], clock: Clock): Promise<readonly NamedAsset[]> {
  const names = createNameTable();
  const named: NamedAsset[] = [];
  for (const asset of assets.toSorted(byAge)) {
    named.push({ name: names.claim(asset.fileName, asset.id), asset });
    if (named.length % slice === 0) await clock.sleep(0);
  }
  return named;
}
