import { createDigest } from '../base/digest.ts';
import { monthsOf } from '../derived/months-of.ts';
import type { AssetGroup, SourceKind } from '../ports/asset-group.ts';
import type { MemoryAlbum, MemoryAsset, MemoryGroup, MemoryLibrary } from './memory-library.ts';

/** A group and its assets. */
export interface HeldGroup {
  readonly group: AssetGroup;
  readonly assets: readonly MemoryAsset[];
}

function revisionOf(assets: readonly MemoryAsset[]): string {
  const digest = createDigest();
  for (const { content: _content, renditions: _renditions, ...asset } of assets) digest.add(JSON.stringify(asset));
  return digest.hex();
}

type Named = Pick<AssetGroup, 'id' | 'name' | 'createdAt'> & Partial<AssetGroup>;

const hold = (kind: SourceKind, named: Named, assets: readonly MemoryAsset[]): HeldGroup => ({
  assets,
  group: {
    modifiedAt: assets.reduce((newest, { uploadedAt }) => Math.max(newest, uploadedAt), named.createdAt),
    ...named,
    kind,
    assetCount: assets.length,
    revision: revisionOf(assets),
  },
});

const everything = ({
  albums,
  loose = [],
  people = [],
  tags = [],
  searches = [],
}: MemoryLibrary): readonly MemoryAsset[] => {
  // If groups disagree about an asset, albums and unfiled assets win.
  const all = [...people, ...tags, ...searches, ...albums].flatMap(({ assets }) => assets).concat(loose);
  return [...new Map(all.map((asset) => [asset.id, asset])).values()];
};

const holdAlbum = ({ id, name, createdAt, owner, assets }: MemoryAlbum): HeldGroup =>
  hold('album', { id, name, createdAt, ...(owner === undefined ? {} : { owner }) }, assets);

const holdGroup =
  (kind: SourceKind) =>
  ({ id, name, parents = [], assets }: MemoryGroup): HeldGroup =>
    hold(kind, { id, name, parents, createdAt: 0 }, assets);

/** Derives the groups of each kind from a library. */
export const heldGroups: Readonly<Record<SourceKind, (library: MemoryLibrary) => readonly HeldGroup[]>> = {
  album: ({ albums }) => albums.map(holdAlbum),
  month: (library) => monthsOf(everything(library)),
  person: ({ people = [] }) => people.map(holdGroup('person')),
  tag: ({ tags = [] }) => tags.map(holdGroup('tag')),
  unfiled: ({ loose = [] }) => [hold('unfiled', { id: 'unfiled', name: '', createdAt: 0 }, loose)],
  search: ({ searches = [] }) => searches.map(holdGroup('search')),
};
