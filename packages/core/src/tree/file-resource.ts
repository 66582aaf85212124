import { createDigest } from '../base/digest.ts';
import { assetEtag } from '../catalog/fingerprint.ts';
import type { TrueSizes } from '../catalog/true-sizes.ts';
import type { Asset, RenditionMetadata } from '../ports/asset.ts';
import type { NamedAsset } from '../ports/listing.ts';
import type { FileResource } from '../ports/resource.ts';
import type { Presentation } from '../presentation/presentation.ts';
import type { Alternates } from '../renditions/alternates.ts';
import { renditionRevision, type Shown } from '../renditions/renditions.ts';
import type { FileOrigin, FoundFile } from './found.ts';

/** The collection whose files are made, and how. */
export interface FileContext {
  readonly path: readonly string[];
  readonly groupId: string;
  readonly sizes: TrueSizes;
  readonly alternates: Alternates;
  readonly presentation: Presentation;
  /** Whether the view shows the asset, in this collection or in another of the same group. */
  readonly isInView: (asset: Asset) => boolean;
  readonly includes: (member: NamedAsset) => boolean;
  /** Whether files with an extension, such as `.MOV`, are left out. */
  readonly excludes: (extension: string) => boolean;
}

/** A file and where its bytes come from. */
export interface PresentedFile {
  readonly resource: FileResource;
  readonly origin: FileOrigin;
}

const originalEtag = ({ sha1, id, revision }: Asset): string => sha1 ?? assetEtag({ id, revision });

/** An asset's original under a name. Written out: there may be a hundred thousand to make at once. */
export function originalFile({ name, asset }: NamedAsset, { path, sizes, alternates }: FileContext): FileResource {
  const corrected = sizes.correct(asset);
  const { size, sha1, changedAt } = corrected;
  const others = alternates(asset, 'original');
  return {
    kind: 'file',
    id: asset.id,
    name,
    path: [...path, name],
    createdAt: asset.capturedAt,
    modifiedAt: asset.modifiedAt,
    etag: originalEtag(corrected),
    mediaType: corrected.mediaType,
    ...(size === undefined ? undefined : { size }),
    ...(sha1 === undefined ? { weak: true } : { sha1 }),
    ...(changedAt === undefined ? undefined : { changedAt }),
    ...(others && { alternates: others }),
  };
}

const digestOf = (...texts: readonly string[]): string => {
  const digest = createDigest();
  for (const text of texts) digest.add(text);
  return digest.hex();
};

function renditionEtag(asset: Asset, rendition: string, metadata?: RenditionMetadata): string {
  return metadata
    ? digestOf(asset.id, rendition, metadata.tag, `${metadata.size}`)
    : digestOf(asset.id, rendition, renditionRevision(asset));
}

/** Clients that compare times see each edit of a picture. */
const renditionModifiedAt = ({ isEdited, modifiedAt, changedAt = modifiedAt }: Asset): number =>
  isEdited ? Math.max(modifiedAt, changedAt) : modifiedAt;

/** A file shown as any rendition. Without metadata it has no length, and another entity tag than with it. */
export function renditionFile(
  named: NamedAsset,
  { rendition, mediaType }: Shown,
  metadata: RenditionMetadata | undefined,
  context: FileContext,
): PresentedFile {
  if (rendition === 'original') return { resource: originalFile(named, context), origin: named };
  const { name, asset } = named;
  const isFilm = rendition === 'motion';
  const alternates = isFilm ? undefined : context.alternates(asset, rendition);
  const resource: FileResource = {
    kind: 'file',
    id: isFilm ? `${asset.id}/motion` : asset.id,
    name,
    path: [...context.path, name],
    createdAt: asset.capturedAt,
    modifiedAt: renditionModifiedAt(asset),
    etag: renditionEtag(asset, rendition, metadata),
    // The library reports when a rendition was made and how long it is, not what its bytes are.
    weak: true,
    weakDate: true,
    mediaType,
    ...(metadata && { size: metadata.size }),
    ...(alternates && { alternates }),
  };
  return { resource, origin: { asset, reads: rendition, ...(metadata && { metadata }) } };
}

/** The entity tag of a sidecar of these bytes. */
export function sidecarEtag(bytes: Uint8Array): string {
  const digest = createDigest();
  digest.addBytes(bytes);
  return digest.hex();
}

/** The sidecar of an asset. */
export function sidecarFile({ name, asset }: NamedAsset, bytes: Uint8Array, context: FileContext): PresentedFile {
  const resource: FileResource = {
    kind: 'file',
    id: `${asset.id}/sidecar`,
    name,
    path: [...context.path, name],
    createdAt: asset.capturedAt,
    modifiedAt: asset.changedAt ?? asset.modifiedAt,
    etag: sidecarEtag(bytes),
    mediaType: context.presentation.sidecar?.mediaType ?? '',
    size: bytes.length,
    // Renaming a person changes the text, not the asset.
    weakDate: true,
  };
  return { resource, origin: { asset, reads: 'sidecar' } };
}

/** A found file with its true length, which may have been corrected since its collection was made. */
export function withTrueSize(found: FoundFile, sizes: TrueSizes): FileResource {
  const { resource, origin } = found;
  if (origin.reads !== undefined) return resource;
  const corrected = sizes.correct(origin.asset);
  if (corrected.size === resource.size) return resource;
  const { size: _size, sha1: _sha1, weak: _weak, ...common } = resource;
  return {
    ...common,
    etag: originalEtag(corrected),
    ...(corrected.size === undefined ? undefined : { size: corrected.size }),
    ...(corrected.sha1 === undefined ? { weak: true } : { sha1: corrected.sha1 }),
  };
}

/** Whether a client's file is the found one, or was before its length or the metadata of its rendition was fetched. */
export function isCurrent({ etag }: FileResource, { resource, origin }: FoundFile, sizes: TrueSizes): boolean {
  const { asset, reads } = origin;
  if (etag === resource.etag) return true;
  if (reads === 'sidecar') return false;
  if (reads !== undefined) return etag === renditionEtag(asset, reads);
  return etag === originalEtag(asset) || etag === originalEtag(sizes.correct(asset));
}
