import { generatedContent } from '../content/generated-content.ts';
import { type DerivedKind, derivedSize } from './generated/sizes.ts';
import type { DerivedFile, Embedded, Exif } from './records.ts';

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

/** What a file without any metadata says. */
export const UNEDITED: Embedded = {
  description: '',
  rating: null,
  latitude: null,
  longitude: null,
  dateTimeOriginal: null,
};

/** Stands for a derived file: bytes of a likely size, another one for each asset, that are no real picture. */
export const placeholder = (kind: DerivedKind, seed: number, modifiedAt: number): DerivedFile => ({
  content: generatedContent(derivedSize(kind, seed), seed + 0.5),
  modifiedAt,
});
