import { uuidFrom } from '../library/ids.ts';
import type { Asset, Person } from '../library/records.ts';

/** The face of a person in an asset; where it is, is made up. */
export const renderFace = (asset: Asset, person: Person): Record<string, unknown> => ({
  id: uuidFrom(`face:${asset.id}:${person.id}`),
  boundingBoxX1: 100,
  boundingBoxY1: 100,
  boundingBoxX2: 300,
  boundingBoxY2: 300,
  imageWidth: asset.exif.exifImageWidth ?? 0,
  imageHeight: asset.exif.exifImageHeight ?? 0,
  sourceType: 'machine-learning',
});
