import { createHash } from 'node:crypto';
import { generatedContent } from '../content/generated-content.ts';
import type { GeneratedAssets } from './asset-store.ts';
import { defaultExif, placeholder } from './defaults.ts';
import type { GeneratedDescription } from './description.ts';
import { indexedIds } from './ids.ts';
import type { Asset } from './records.ts';

const FIRST_TAKEN = Date.UTC(2015, 0, 1, 12);
const FIRST_UPLOADED = Date.UTC(2025, 0, 1, 12);
const SECONDS_BETWEEN = 61_000;
const DIGEST_SIZE = 20;
const DEFAULT_SIZE = 20_000;

/** Assets by formula: asset 0 is the oldest, each next one was taken 61 s later. */
export function createGeneratedAssets(description: GeneratedDescription, ownerId: string): GeneratedAssets {
  const { assets: count, seed = 0, videoEvery = 0 } = description;
  const ids = indexedIds(`generated:${seed}`);
  const sizeOf = sizeFormula(description.size ?? DEFAULT_SIZE);
  const checksumOf = (description.checksums ?? 'content') === 'content' ? trueChecksums(count) : madeUpChecksums(seed);
  const takenAt = (index: number): number => FIRST_TAKEN + index * SECONDS_BETWEEN;

  // Files are getters: a listing makes a thousand of these records and opens none.
  const at = (index: number): Asset => {
    const isVideo = videoEvery > 0 && index % videoEvery === videoEvery - 1;
    const name = `${isVideo ? 'VID' : 'IMG'}_${String(index + 1).padStart(7, '0')}.${isVideo ? 'mp4' : 'jpg'}`;
    const id = ids.idOf(index);
    const size = sizeOf(index);
    const contentSeed = seed + index;
    const taken = takenAt(index);
    const uploaded = FIRST_UPLOADED + index;
    return {
      id,
      ownerId,
      originalFileName: name,
      originalPath: `/data/upload/${ownerId}/${id.slice(0, 2)}/${id.slice(2, 4)}/${id}${name.slice(-4)}`,
      libraryId: null,
      get content() {
        return generatedContent(size, contentSeed);
      },
      checksum: () => checksumOf(index, size, contentSeed),
      isFileMissing: false,
      createdAt: uploaded,
      updatedAt: uploaded,
      fileCreatedAt: taken,
      fileModifiedAt: taken,
      localDateTime: taken,
      trashedAt: null,
      visibility: 'timeline',
      isFavorite: false,
      isOffline: false,
      duration: isVideo ? 10_000 : null,
      width: 4000,
      height: 3000,
      livePhotoVideoId: null,
      thumbhash: null,
      duplicateId: null,
      exif: {
        ...defaultExif(size, taken),
        make: 'Generated',
        model: 'G1',
        exifImageWidth: 4000,
        exifImageHeight: 3000,
      },
      edited: null,
      get thumbnail() {
        return placeholder('thumbnail', contentSeed, uploaded);
      },
      get preview() {
        return placeholder('preview', contentSeed, uploaded);
      },
      transcoded: null,
    };
  };
  const indexOf = (id: string): number | undefined => {
    const index = ids.indexOf(id);
    return index !== undefined && index < count ? index : undefined;
  };
  return { count, at, fileCreatedAt: takenAt, indexOf };
}

function sizeFormula(size: number | { readonly min: number; readonly max: number }): (index: number) => number {
  if (typeof size === 'number') return () => size;
  const span = size.max - size.min + 1;
  return (index) => size.min + ((Math.imul(index + 1, 0x9e3779b1) >>> 0) % span);
}

type Checksums = (index: number, size: number, seed: number) => string;

/** Hashes each content once; 20 bytes are kept for each asset. */
function trueChecksums(count: number): Checksums {
  let digests: Buffer | undefined;
  const known = new Uint8Array(count);
  return (index, size, seed) => {
    digests ??= Buffer.alloc(count * DIGEST_SIZE);
    const digest = digests.subarray(index * DIGEST_SIZE, (index + 1) * DIGEST_SIZE);
    if (known[index] === 0) generatedContent(size, seed).sha1().copy(digest);
    known[index] = 1;
    return digest.toString('base64');
  };
}

const madeUpChecksums =
  (seed: number): Checksums =>
  (index) =>
    createHash('sha1').update(`${seed}:${index}`).digest('base64');
