import type { Asset } from '../ports/asset.ts';
import type { AssetGroup, AssetSource } from '../ports/asset-source.ts';
import type { ConformanceCase } from './conformance-case.ts';

/**
 * What the source under test holds: in one album at least one asset of 2 bytes or more whose name is there only once. All assets
 * are the user's own.
 */
export interface ConformanceLibrary {
  readonly source: AssetSource;
  readonly albums: readonly ConformanceAlbum[];
  /** Another source over the same library, as after a restart; absent where there is no such thing. */
  readonly restarted?: AssetSource;
}

/** An album that the source under test holds. */
export interface ConformanceAlbum {
  readonly name: string;
  readonly assets: readonly { readonly fileName: string; readonly content: Uint8Array }[];
}

/** One rule of the `AssetSource` port. */
export type AssetSourceCase = ConformanceCase<ConformanceLibrary>;

/** The members of a group. */
export async function assetsOf(source: AssetSource, group: AssetGroup): Promise<Asset[]> {
  const assets: Asset[] = [];
  for await (const page of source.listAssets({ group })) assets.push(...page);
  return assets;
}
