import { type Asset, TreeError } from '@immich-webdav/core';
import type { ImmichAsset } from '../contract/immich.ts';
import { firstDate } from './dates.ts';

/**
 * Whether Immich counts it as a member of its albums: on the timeline or archived. The hidden video of a live photo, what
 * is locked and what is in the trash are not.
 */
export const isMember = ({ visibility, isTrashed }: ImmichAsset): boolean =>
  !isTrashed && visibility !== 'hidden' && visibility !== 'locked';

/** An asset of the core from Immich's. `bad-response` for something that is no asset. */
export function toAsset(record: ImmichAsset): Asset {
  const { id, originalFileName, originalPath, createdAt, updatedAt } = record;
  if (typeof id !== 'string' || typeof originalFileName !== 'string') {
    throw new TreeError(
      'bad-response',
      'Immich listed an asset without an id or a name; its version may not be supported.',
    );
  }
  const size = record.exifInfo?.fileSizeInByte;
  const sha1 = contentHash(record);
  return {
    id,
    fileName: originalFileName,
    type: record.type === 'VIDEO' ? 'video' : 'image',
    mediaType: record.originalMimeType ?? 'application/octet-stream',
    ...(typeof size === 'number' && size >= 0 && { size }),
    ...(sha1 !== undefined && { sha1 }),
    // An edit of description or date goes to a sidecar, so the bytes of an upload never change.
    revision: sha1 ?? [record.checksum, updatedAt, record.fileModifiedAt, size].join(' '),
    capturedAt: firstDate(record.fileCreatedAt, createdAt),
    modifiedAt: firstDate(record.fileModifiedAt, record.fileCreatedAt, createdAt),
    uploadedAt: firstDate(createdAt, updatedAt),
    ...(typeof originalPath === 'string' && originalPath !== '' && { originalPath }),
  };
}

/** In an external library the checksum is of the path. Where it is not told whether it is one, it is not trusted either. */
function contentHash({ libraryId, checksum }: ImmichAsset): string | undefined {
  if (libraryId !== null || typeof checksum !== 'string') return undefined;
  const hash = Buffer.from(checksum, 'base64');
  return hash.length === 20 ? hash.toString('hex') : undefined;
}
