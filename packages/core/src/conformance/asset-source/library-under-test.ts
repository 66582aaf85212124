import type { Asset, Rendition } from '../../ports/asset.ts';
import type { AssetGroup, SourceKind } from '../../ports/asset-group.ts';
import type { AssetSource } from '../../ports/asset-source.ts';
import type { ConformanceCase } from '../conformance-case.ts';
import { ConformanceError } from '../expect.ts';

/**
 * A source under test and the library behind it: in one album at least one asset of 2 bytes or more whose name is unique there.
 * All assets are the user's own. A source with the ability `renditions` has a rendition of at least one asset.
 */
export interface ConformanceLibrary {
  readonly source: AssetSource;
  readonly albums: readonly ConformanceAlbum[];
  /** Another source over the same library, as after a restart. */
  readonly restarted?: AssetSource;
  /** File names of each stack of the library, the primary first. */
  readonly stacks?: readonly (readonly string[])[];
  /** Changes something in the library, so that a source with the ability `changes` sends a hint. */
  readonly change?: () => Promise<void>;
}

/** An album of the library under test. */
export interface ConformanceAlbum {
  readonly name: string;
  readonly assets: readonly ConformanceAsset[];
}

/** An asset of the library under test. */
export interface ConformanceAsset {
  readonly fileName: string;
  readonly content: Uint8Array;
  /** Its renditions, as far as their bytes are known beforehand. */
  readonly renditions?: { readonly [Name in Rendition]?: { readonly content: Uint8Array } };
}

/** One rule of the `AssetSource` port. */
export type AssetSourceCase = ConformanceCase<ConformanceLibrary>;

/** The members of a group. */
export async function assetsOf(source: AssetSource, group: AssetGroup): Promise<Asset[]> {
  const assets: Asset[] = [];
  for await (const page of source.listAssets({ group })) assets.push(...page);
  return assets;
}

/** Every asset of the library once. */
export async function everyAsset(source: AssetSource): Promise<readonly Asset[]> {
  const assets = new Map<string, Asset>();
  for (const kind of source.groupKinds) {
    for (const group of await source.listGroups(kind))
      for (const asset of await assetsOf(source, group)) assets.set(asset.id, asset);
  }
  return [...assets.values()];
}

/** A group that no library has. */
export const missingGroup: AssetGroup = {
  kind: 'album',
  id: '00000000-0000-4000-8000-000000000000',
  name: 'missing',
  revision: '',
  createdAt: 0,
  modifiedAt: 0,
};

/** An asset as its source lists it, and as the tester described it. */
export interface Sample {
  readonly asset: Asset;
  readonly expected: ConformanceAsset;
}

/** The described assets that satisfy a condition and whose names are unique in their albums. */
export async function samples(
  { source, albums }: ConformanceLibrary,
  isWanted: (asset: ConformanceAsset) => boolean,
): Promise<readonly Sample[]> {
  const found: Sample[] = [];
  for (const group of await source.listGroups('album')) {
    const described = albums.find(({ name }) => name === group.name)?.assets ?? [];
    const isUnique = (fileName: string) => described.filter((other) => other.fileName === fileName).length === 1;
    const wanted = described.filter((one) => isUnique(one.fileName) && isWanted(one));
    for (const asset of wanted.length === 0 ? [] : await assetsOf(source, group)) {
      const expected = wanted.find(({ fileName }) => fileName === asset.fileName);
      if (expected) found.push({ asset, expected });
    }
  }
  return found;
}

/** An asset whose original the suite opens. */
export async function sample(library: ConformanceLibrary): Promise<Sample> {
  const [first] = await samples(library, ({ content }) => content.length > 1);
  if (first) return first;
  throw new ConformanceError('The library under test needs an asset of at least two bytes with a unique name.');
}

/** Skips a rule unless the source has groups of all these kinds. */
export const needsKinds =
  (...kinds: readonly SourceKind[]) =>
  ({ source }: ConformanceLibrary): string | undefined => {
    const absent = kinds.filter((kind) => !source.groupKinds.includes(kind));
    return absent.length === 0 ? undefined : `The source has no groups of the kind ${absent.join(' and ')}.`;
  };

/** Skips a rule unless the source has an optional ability. */
export const needsAbility =
  (ability: keyof AssetSource) =>
  ({ source }: ConformanceLibrary): string | undefined =>
    source[ability] === undefined ? `The source does not have the ability ${ability}.` : undefined;
