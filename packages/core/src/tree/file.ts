import type { TrueSizes } from '../library/true-sizes.ts';
import { assetEtag } from '../listing/listing.ts';
import { eachInSlices } from '../listing/slices.ts';
import type { Asset } from '../ports/asset.ts';
import type { Clock } from '../ports/clock.ts';
import type { Listing, NamedAsset } from '../ports/listing.ts';
import type { FileResource } from '../ports/resource-tree.ts';

/** A file together with the asset behind it. */
export interface AssetFile extends FileResource {
  /** As it was listed: `size` of the file may be truer. */
  readonly asset: Asset;
  readonly groupId: string;
}

/** Where the files of one collection come from. */
export interface FilesOf {
  readonly path: readonly string[];
  readonly groupId: string;
  readonly sizes: TrueSizes;
  readonly includes: (member: NamedAsset) => boolean;
}

/** The files of one collection by name, in order. */
export interface Files {
  readonly list: readonly AssetFile[];
  readonly byName: ReadonlyMap<string, AssetFile>;
}

function toFile({ name, asset }: NamedAsset, { path, groupId, sizes }: FilesOf): AssetFile {
  const { size, sha1, capturedAt, modifiedAt, mediaType, ...known } = sizes.correct(asset);
  return {
    kind: 'file',
    name,
    path: [...path, name],
    createdAt: capturedAt,
    modifiedAt,
    etag: sha1 ?? assetEtag(known),
    mediaType,
    ...(size === undefined ? {} : { size }),
    ...(sha1 === undefined ? { weak: true } : { sha1 }),
    asset,
    groupId,
  };
}

/** Turns the assets of a listing into files. */
export async function createFiles(listing: Listing, from: FilesOf, turns: Pick<Clock, 'sleep'>): Promise<Files> {
  const byName = new Map<string, AssetFile>();
  const add = (named: NamedAsset): void => {
    if (from.includes(named)) byName.set(named.name, toFile(named, from));
  };
  await eachInSlices(listing.members, add, turns);
  return { list: [...byName.values()], byName };
}

/** The file as it is now: its length may have been learnt since the listing was made. */
export function upToDate(file: AssetFile, from: FilesOf): AssetFile {
  const { size } = from.sizes.correct(file.asset);
  return size === file.size ? file : toFile(file, from);
}
