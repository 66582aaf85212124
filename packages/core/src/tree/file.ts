import { assetEtag, type Listing, type NamedAsset } from '../listing/listing.ts';
import type { Asset } from '../ports/asset.ts';
import type { FileResource } from '../ports/resource-tree.ts';

/** A file together with the asset behind it. */
export interface AssetFile extends FileResource {
  readonly asset: Asset;
  readonly groupId: string;
}

/** The files of one collection by name, in order. */
export interface Files {
  readonly list: readonly AssetFile[];
  readonly byName: ReadonlyMap<string, AssetFile>;
}

function toFile({ name, asset }: NamedAsset, parent: readonly string[], groupId: string): AssetFile {
  return {
    kind: 'file',
    name,
    path: [...parent, name],
    createdAt: asset.capturedAt,
    modifiedAt: asset.modifiedAt,
    etag: assetEtag(asset),
    mediaType: asset.mediaType,
    ...(asset.size === undefined ? {} : { size: asset.size }),
    ...(asset.sha1 === undefined ? { weak: true } : { sha1: asset.sha1 }),
    asset,
    groupId,
  };
}

/** Turns the assets of a listing into files below a path. */
export function createFiles(
  listing: Listing,
  parent: readonly string[],
  groupId: string,
  includes: (asset: Asset) => boolean,
): Files {
  const list = listing.members.filter(({ asset }) => includes(asset)).map((named) => toFile(named, parent, groupId));
  return { list, byName: new Map(list.map((file) => [file.name, file])) };
}
