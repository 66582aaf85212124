import mime from 'mime';
import type { ImmichAsset } from '../contract/immich.ts';

const TYPE = /^[\w!#$&^.+-]+\/[\w!#$&^.+-]+$/;
const UNKNOWN = 'application/octet-stream';

/**
 * The media type of an original, without parameters (RFC 9110 section 8.3.1): anything else could break a header or a document that
 * it is put into. Immich derives it from the name alone, so it has none for a name without extension; the file that it keeps has
 * one all the same. Types of raw files are not registered: Immich calls them `image/cr2`.
 */
export function mediaTypeOf({ originalMimeType, originalPath, type }: ImmichAsset): string {
  const isUsable = typeof originalMimeType === 'string' && TYPE.test(originalMimeType) && originalMimeType !== UNKNOWN;
  if (isUsable) return originalMimeType;
  const extension = /\.([a-z0-9]{2,5})$/i.exec(String(originalPath))?.[1]?.toLowerCase();
  if (extension === undefined) return UNKNOWN;
  const kind = type === 'VIDEO' ? 'video' : 'image';
  const registered = mime.getType(extension);
  return registered?.startsWith(`${kind}/`) ? registered : `${kind}/${extension}`;
}
