import { isVideo, mediaTypeOf } from '../library/media-types.ts';
import type { Asset, Exif, User } from '../library/records.ts';
import type { Generation } from '../version.ts';
import { databaseDate, durationText, isoDate } from './dates.ts';
import { renderUser } from './user.ts';

/** Which parts a reply shows of an asset. */
export interface AssetView {
  readonly generation: Generation;
  readonly withExif: boolean;
  /** Set for one asset, with what only that shows; in 2.x also for the answer to its change, which shows none of these. */
  readonly single?: { readonly owner?: User; readonly tags?: readonly object[]; readonly stack?: object | null };
  /** Absent: people are not asked for, or not the caller's to see. */
  readonly people?: readonly object[];
  /** Assets inside an album of 2.x have their times in the database's form. */
  readonly nested?: boolean;
}

/** An asset as Immich shows it. A field that the view lacks is undefined, which JSON leaves out (and is quick to make). */
export function renderAsset(asset: Asset, view: AssetView): Record<string, unknown> {
  const isV2 = view.generation === 'v2';
  const { single } = view;
  const date = view.nested ? databaseDate : isoDate;
  return {
    id: asset.id,
    createdAt: date(asset.createdAt),
    deviceAssetId: isV2 ? asset.originalFileName : undefined,
    ownerId: asset.ownerId,
    owner: single?.owner && renderUser(single.owner),
    deviceId: isV2 ? 'fake-immich' : undefined,
    libraryId: asset.libraryId,
    type: isVideo(asset.originalFileName) ? 'VIDEO' : 'IMAGE',
    originalPath: asset.originalPath,
    originalFileName: asset.originalFileName,
    originalMimeType: mediaTypeOf(asset.originalFileName),
    thumbhash: asset.thumbhash,
    fileCreatedAt: date(asset.fileCreatedAt),
    fileModifiedAt: date(asset.fileModifiedAt),
    localDateTime: date(asset.localDateTime),
    updatedAt: date(asset.updatedAt),
    isFavorite: asset.isFavorite,
    isArchived: asset.visibility === 'archive',
    isTrashed: asset.trashedAt !== null,
    visibility: asset.visibility,
    duration: isV2 ? durationText(asset.duration) : asset.duration,
    exifInfo: view.withExif ? renderExif(asset.exif) : undefined,
    livePhotoVideoId: asset.livePhotoVideoId,
    tags: single?.tags,
    people: view.people ?? [],
    unassignedFaces: single && isV2 ? [] : undefined,
    checksum: asset.checksum(),
    stack: single?.stack,
    isOffline: asset.isOffline,
    hasMetadata: true,
    duplicateId: asset.duplicateId,
    resized: true,
    width: asset.width,
    height: asset.height,
    isEdited: asset.edited !== null,
  };
}

const renderExif = (exif: Exif) => ({
  make: exif.make,
  model: exif.model,
  exifImageWidth: exif.exifImageWidth,
  exifImageHeight: exif.exifImageHeight,
  fileSizeInByte: exif.fileSizeInByte,
  orientation: exif.orientation,
  dateTimeOriginal: exif.dateTimeOriginal === null ? null : databaseDate(exif.dateTimeOriginal),
  modifyDate: exif.modifyDate === null ? null : databaseDate(exif.modifyDate),
  timeZone: exif.timeZone,
  lensModel: exif.lensModel,
  fNumber: exif.fNumber,
  focalLength: exif.focalLength,
  iso: exif.iso,
  exposureTime: exif.exposureTime,
  latitude: exif.latitude,
  longitude: exif.longitude,
  city: exif.city,
  state: exif.state,
  country: exif.country,
  description: exif.description,
  projectionType: exif.projectionType,
  rating: exif.rating,
});
