import { generatedContent } from '../content/generated-content.ts';
import type { DerivedFile, Exif } from './records.ts';

/** What Immich tells about a file without any metadata: its size and its time. */
export const defaultExif = (fileSizeInByte: number, time: number): Exif => ({
  make: null,
  model: null,
  exifImageWidth: null,
  exifImageHeight: null,
  fileSizeInByte,
  orientation: null,
  dateTimeOriginal: time,
  modifyDate: time,
  timeZone: null,
  lensModel: null,
  fNumber: null,
  focalLength: null,
  iso: null,
  exposureTime: null,
  latitude: null,
  longitude: null,
  city: null,
  state: null,
  country: null,
  description: '',
  projectionType: null,
  rating: null,
});

const PLACEHOLDER_SIZE = { thumbnail: 15_000, preview: 60_000 } as const;

/** Stands for a derived image: bytes of a likely size that are no real picture. */
export const placeholder = (kind: keyof typeof PLACEHOLDER_SIZE, seed: number, modifiedAt: number): DerivedFile => ({
  content: generatedContent(PLACEHOLDER_SIZE[kind], seed + 0.5),
  modifiedAt,
});
