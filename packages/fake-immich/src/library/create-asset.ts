import { createHash } from 'node:crypto';
import { type Content, openContent } from '../content/content.ts';
import { defaultExif, placeholder, UNEDITED } from './defaults.ts';
import type { AssetDescription, DerivedFileDescription } from './description.ts';
import { extensionOf, isVideo, isWebImage } from './media-types.ts';
import type { Asset, DerivedFile } from './records.ts';
import { timeOf } from './time.ts';

const FIRST_TAKEN = Date.UTC(2024, 0, 1, 12);
const MINUTE = 60_000;
const DEFAULT_DURATION = 10_000;

/** What the library decides about a new asset. */
export interface NewAsset {
  readonly id: string;
  readonly ownerId: string;
  /** How many assets were described before: sets the defaults of time and content apart. */
  readonly ordinal: number;
  readonly uploadedAt: number;
  readonly livePhotoVideoId: string | null;
}

/** Makes the record of a described asset. */
export function createAssetRecord(description: AssetDescription, facts: NewAsset): Asset {
  const { originalFileName: name } = description;
  const content = openContent(description.content ?? { generated: 4096 + facts.ordinal * 7, seed: facts.ordinal });
  const taken = timeOf(description.fileCreatedAt) ?? FIRST_TAKEN + facts.ordinal * MINUTE;
  const createdAt = timeOf(description.createdAt) ?? facts.uploadedAt;
  const modified = timeOf(description.fileModifiedAt) ?? taken;
  const originalPath = pathOf(description, facts);
  const { width = 1200, height = 900 } = description;
  const derived = { modifiedAt: createdAt, seed: facts.ordinal, likely: isVideo(name) || isWebImage(name) };
  return {
    id: facts.id,
    ownerId: facts.ownerId,
    originalFileName: name,
    originalPath,
    libraryId: description.external ? (description.external.libraryId ?? EXTERNAL_LIBRARY) : null,
    content,
    checksum: checksumOf(description, content, originalPath),
    isFileMissing: description.isFileMissing ?? false,
    createdAt,
    updatedAt: timeOf(description.updatedAt) ?? createdAt,
    fileCreatedAt: taken,
    fileModifiedAt: modified,
    localDateTime: timeOf(description.localDateTime) ?? taken,
    trashedAt: description.isTrashed ? createdAt : null,
    visibility: description.visibility ?? 'timeline',
    isFavorite: description.isFavorite ?? false,
    isOffline: description.isOffline ?? false,
    duration: description.duration === undefined && isVideo(name) ? DEFAULT_DURATION : (description.duration ?? null),
    width,
    height,
    livePhotoVideoId: facts.livePhotoVideoId,
    thumbhash: description.thumbhash ?? null,
    duplicateId: description.duplicateId ?? null,
    exif: {
      ...defaultExif(content.size, taken),
      modifyDate: modified,
      exifImageWidth: width,
      exifImageHeight: height,
      description: description.description ?? '',
      ...description.exif,
    },
    embedded: { ...UNEDITED, dateTimeOriginal: description.exif?.dateTimeOriginal ?? taken },
    edited: description.edited ? derivedFile(description.edited, createdAt) : null,
    thumbnail: orPlaceholder(description.thumbnail, 'thumbnail', derived),
    preview: orPlaceholder(description.preview, 'preview', derived),
    transcoded: description.transcoded ? derivedFile(description.transcoded, createdAt) : null,
    fullsize: description.fullsize ? derivedFile(description.fullsize, createdAt) : null,
    personIds: [],
    tagIds: [],
    stackId: null,
  };
}

const EXTERNAL_LIBRARY = '0e1b7a5c-5d0f-4c53-8e0a-6f3f5a2d9c11';

const derivedFile = (described: DerivedFileDescription, createdAt: number): DerivedFile => ({
  content: openContent(described.content),
  modifiedAt: timeOf(described.modifiedAt) ?? createdAt,
});

function orPlaceholder(
  described: DerivedFileDescription | null | undefined,
  kind: 'thumbnail' | 'preview',
  facts: { readonly modifiedAt: number; readonly seed: number; readonly likely: boolean },
): DerivedFile | null {
  if (described) return derivedFile(described, facts.modifiedAt);
  return described === undefined && facts.likely ? placeholder(kind, facts.seed, facts.modifiedAt) : null;
}

function pathOf(description: AssetDescription, facts: NewAsset): string {
  if (description.originalPath !== undefined) return description.originalPath;
  if (description.external) return description.external.path ?? `/external/${description.originalFileName}`;
  const folders = `${facts.id.slice(0, 2)}/${facts.id.slice(2, 4)}`;
  return `/data/upload/${facts.ownerId}/${folders}/${facts.id}${extensionOf(description.originalFileName)}`;
}

/** SHA-1 of the content; of `path:` and the path for an external library, whose files Immich does not hash. */
export function checksumOf(
  description: Pick<AssetDescription, 'checksum' | 'external'>,
  content: Content,
  originalPath: string,
): () => string {
  const { checksum, external } = description;
  if (checksum !== undefined) return () => checksum;
  if (external) return () => createHash('sha1').update(`path:${originalPath}`).digest('base64');
  return () => content.sha1().toString('base64');
}
