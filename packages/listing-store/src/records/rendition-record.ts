import { crc32 } from 'node:zlib';
import type { CachedRendition, Rendition } from '@immich-webdav/core';

/** The serialized metadata of a rendition. */
export interface RenditionRecord {
  readonly revision: Packed;
  readonly size: number;
  readonly media_type: string;
  readonly tag: string;
  /** A checksum of the metadata and its key. */
  readonly seal: number;
}

/** A text, or the bytes of a hexadecimal text. */
export type Packed = string | Uint8Array;

/** Stored numbers, which must never change. A new rendition gets a new number. */
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

/** Most revisions are SHA-1 digests: 20 bytes instead of 40. */
const packRevision = (revision: string): Packed => (sha1.test(revision) ? Buffer.from(revision, 'hex') : revision);
const unpackRevision = (packed: Packed): string =>
  typeof packed === 'string' ? packed : Buffer.from(packed).toString('hex');

function sealOf(rendition: Rendition, id: string, { revision, metadata }: CachedRendition): number {
  return crc32(JSON.stringify([rendition, id, revision, metadata.size, metadata.mediaType, metadata.tag]));
}

export function packRendition(rendition: Rendition, id: string, cached: CachedRendition): RenditionRecord {
  const { revision, metadata } = cached;
  const { size, mediaType, tag } = metadata;
  return { revision: packRevision(revision), size, media_type: mediaType, tag, seal: sealOf(rendition, id, cached) };
}

/** Undefined if the record is damaged. */
export function unpackRendition(
  rendition: Rendition,
  id: string,
  record: RenditionRecord,
): CachedRendition | undefined {
  const { revision, size, media_type: mediaType, tag, seal } = record;
  // A damaged page may change the type of a value.
  if (typeof revision !== 'string' && !(revision instanceof Uint8Array)) return undefined;
  const cached = { revision: unpackRevision(revision), metadata: { size, mediaType, tag } };
  return sealOf(rendition, id, cached) === seal ? cached : undefined;
}
