import { crc32 } from 'node:zlib';
import type { CachedRendition, Rendition } from '@immich-webdav/core';

/** What is known of a rendition, as it is stored. */
export interface RenditionRecord {
  readonly revision: Packed;
  readonly size: number;
  readonly media_type: string;
  readonly tag: string;
  /** A checksum of all that and of where it belongs. */
  readonly seal: number;
}

/** A text, or the bytes that it spells. */
export type Packed = string | Uint8Array;

/** Written down for good: a new rendition gets a new number. */
export const renditionNumbers: { readonly [Name in Rendition]: number } = {
  original: 0,
  edited: 1,
  fullsize: 2,
  preview: 3,
  thumbnail: 4,
  playback: 5,
  motion: 6,
};

const uuid = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;
const sha1 = /^[0-9a-f]{40}$/;

/** UUIDs take 16 bytes instead of 36. */
export const packId = (id: string): Packed => (uuid.test(id) ? Buffer.from(id.replaceAll('-', ''), 'hex') : id);

/** A revision is a SHA-1 nearly always: 20 bytes instead of 40. */
const packRevision = (revision: string): Packed => (sha1.test(revision) ? Buffer.from(revision, 'hex') : revision);
const unpackRevision = (packed: Packed): string =>
  typeof packed === 'string' ? packed : Buffer.from(packed).toString('hex');

function sealOf(rendition: Rendition, id: string, { revision, metadata }: CachedRendition): number {
  return crc32(JSON.stringify([rendition, id, revision, metadata.size, metadata.mediaType, metadata.tag]));
}

export function packRendition(rendition: Rendition, id: string, known: CachedRendition): RenditionRecord {
  const { revision, metadata } = known;
  const { size, mediaType, tag } = metadata;
  return { revision: packRevision(revision), size, media_type: mediaType, tag, seal: sealOf(rendition, id, known) };
}

/** What is known; undefined when the record is damaged. */
export function unpackRendition(
  rendition: Rendition,
  id: string,
  record: RenditionRecord,
): CachedRendition | undefined {
  const { revision, size, media_type: mediaType, tag, seal } = record;
  // A damaged page may turn a value into one of another type.
  if (typeof revision !== 'string' && !(revision instanceof Uint8Array)) return undefined;
  const known = { revision: unpackRevision(revision), metadata: { size, mediaType, tag } };
  return sealOf(rendition, id, known) === seal ? known : undefined;
}
