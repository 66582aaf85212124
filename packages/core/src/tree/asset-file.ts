import { createDigest } from '../base/digest.ts';
import { assetEtag } from '../catalog/fingerprint.ts';
import type { TrueSizes } from '../catalog/true-sizes.ts';
import type { Asset, Rendition, RenditionMetadata } from '../ports/asset.ts';
import type { NamedAsset } from '../ports/listing.ts';
import type { FileResource } from '../ports/resource-tree.ts';
import type { Presentation } from '../presentation/presentation.ts';
import type { Shown } from '../renditions/renditions.ts';

/** A file together with the asset behind it. */
export interface AssetFile extends FileResource {
  /** As it was listed: `size` of the file may be truer. */
  readonly asset: Asset;
  readonly groupId: string;
  /** What its bytes are; absent = the original. */
  readonly reads?: Exclude<Rendition, 'original'> | 'sidecar';
  /** Of a rendition, where it is known. */
  readonly metadata?: RenditionMetadata;
}

/** Where the files of one collection come from. */
export interface FilesOf {
  readonly path: readonly string[];
  readonly groupId: string;
  readonly sizes: TrueSizes;
  readonly presentation: Presentation;
  readonly includes: (member: NamedAsset) => boolean;
}

/** What every file of an asset has. */
const fileOf = ({ name, asset }: NamedAsset, { path, groupId }: FilesOf) => ({
  kind: 'file' as const,
  name,
  path: [...path, name],
  createdAt: asset.capturedAt,
  modifiedAt: asset.modifiedAt,
  asset,
  groupId,
});

/** An asset's original under a name. Written out: there may be a hundred thousand to make at once. */
export function originalFile({ name, asset }: NamedAsset, { path, groupId, sizes }: FilesOf): AssetFile {
  const { size, sha1, mediaType, id, revision } = sizes.correct(asset);
  return {
    kind: 'file',
    name,
    path: [...path, name],
    createdAt: asset.capturedAt,
    modifiedAt: asset.modifiedAt,
    etag: sha1 ?? assetEtag({ id, revision }),
    mediaType,
    ...(size === undefined ? undefined : { size }),
    ...(sha1 === undefined ? { weak: true } : { sha1 }),
    asset,
    groupId,
  };
}

const digestOf = (...texts: readonly string[]): string => {
  const digest = createDigest();
  for (const text of texts) digest.add(text);
  return digest.hex();
};

/** Any rendition of an asset under a name; without metadata its length is not known, and its entity tag will be another. */
export function renditionFile(
  named: NamedAsset,
  { rendition, mediaType }: Shown,
  metadata: RenditionMetadata | undefined,
  from: FilesOf,
): AssetFile {
  if (rendition === 'original') return originalFile(named, from);
  const { id, revision, look } = named.asset;
  return {
    ...fileOf(named, from),
    etag: metadata
      ? digestOf(id, rendition, metadata.tag, `${metadata.size}`)
      : digestOf(id, rendition, revision, `${look}`),
    // The library tells when and how long, not what it is.
    weak: true,
    mediaType,
    ...(metadata && { size: metadata.size, metadata }),
    reads: rendition,
  };
}

/** The entity tag of a sidecar of these bytes. */
export function sidecarEtag(bytes: Uint8Array): string {
  const digest = createDigest();
  digest.addBytes(bytes);
  return digest.hex();
}

/** What tells of an asset beside its file. */
export function sidecarFile(named: NamedAsset, bytes: Uint8Array, from: FilesOf): AssetFile {
  const { changedAt, modifiedAt } = named.asset;
  return {
    ...fileOf(named, from),
    modifiedAt: changedAt ?? modifiedAt,
    etag: sidecarEtag(bytes),
    mediaType: from.presentation.sidecar?.mediaType ?? '',
    size: bytes.length,
    reads: 'sidecar',
  };
}

/** The file as it is now: its length may have been learnt since the listing was made. */
export function upToDate(file: AssetFile, from: FilesOf): AssetFile {
  if (file.reads !== undefined) return file;
  const { size } = from.sizes.correct(file.asset);
  return size === file.size ? file : originalFile(file, from);
}
