import type { Asset } from '@immich-webdav/core';
import mime from 'mime';
import { nameFor } from '../mapping/names.ts';

/**
 * An asset as a link without metadata shows it: no name, date, place, size or checksum. Immich removes them from some answers only.
 * All assets have the time of the link.
 */
export function withoutMetadata({ id, type, mediaType, look }: Asset, linkCreatedAt: number): Asset {
  const isVideo = type === 'video';
  const shownType = isVideo ? mediaType : 'image/jpeg';
  return {
    id,
    fileName: `${nameFor(isVideo ? 'Video' : 'Photo', id)}.${mime.getExtension(shownType) ?? 'bin'}`,
    type,
    mediaType: shownType,
    revision: String(look ?? ''),
    capturedAt: linkCreatedAt,
    modifiedAt: linkCreatedAt,
    uploadedAt: linkCreatedAt,
    ...(look !== undefined && { look }),
  };
}
