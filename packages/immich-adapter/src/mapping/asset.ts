import { crc32 } from 'node:zlib';
import type { Asset } from '@immich-webdav/core';
import type { ImmichAsset, ImmichExif } from '../contract/immich.ts';
import { firstDate } from './dates.ts';
import { mediaTypeOf } from './media-type.ts';
import { fileNameOf } from './names.ts';
import { isRecord, isText } from './records.ts';
import { createShared, type Shared } from './shared.ts';

/** Whether Immich counts an asset as a member of its albums: one that is not hidden, locked or trashed. */
export const isMember = ({ visibility, isTrashed }: ImmichAsset): boolean =>
  !isTrashed && visibility !== 'hidden' && visibility !== 'locked';

/** The name of an owner by id; undefined for the user's own assets. */
export type OwnerNames = (ownerId: string) => string | undefined;

/** Maps Immich's assets to the core's. Requires only an id: an asset with missing or malformed fields is listed, too. */
export type AssetMapper = (record: ImmichAsset) => Asset;

/** A mapper for one read of a group, whose assets share equal cameras, places and texts. `ownerNameOf` names owners by id. */
export function createAssetMapper(ownerNameOf: OwnerNames = () => undefined): AssetMapper {
  const shared = createShared();
  return (record) => {
    const owner = ownerNameOf(record.ownerId);
    return { ...originalFields(record, shared), ...shownFields(record, shared), ...(owner !== undefined && { owner }) };
  };
}

/** Fields of the original. */
function originalFields(record: ImmichAsset, shared: Shared): Asset {
  const { id, originalPath, createdAt, updatedAt } = record;
  const size = exifOf(record).fileSizeInByte;
  const sha1 = contentHash(record);
  return {
    id,
    fileName: fileNameOf(record),
    type: record.type === 'VIDEO' ? 'video' : 'image',
    mediaType: shared.text(mediaTypeOf(record)),
    ...(isLength(size) && { size }),
    ...(sha1 !== undefined && { sha1 }),
    // An edit of description or date goes to a sidecar, so the bytes of an upload never change.
    revision: sha1 ?? [record.checksum, updatedAt, record.fileModifiedAt, size].join(' '),
    capturedAt: firstDate(record.fileCreatedAt, createdAt),
    modifiedAt: modifiedAtOf(record),
    uploadedAt: firstDate(createdAt, updatedAt),
    ...(typeof originalPath === 'string' && originalPath !== '' && { originalPath }),
    ...(isFiledByPeople(record) && { isFiledByPeople: true }),
  };
}

/** When the original was modified. A wrong clock may set it in the future, so it is at most the time of Immich's last update. */
function modifiedAtOf({ fileModifiedAt, fileCreatedAt, createdAt, updatedAt }: ImmichAsset): number {
  const modified = firstDate(fileModifiedAt, fileCreatedAt, createdAt);
  return Math.min(modified, firstDate(updatedAt, createdAt) || modified);
}

/** Fields of the content, and those that users set. */
function shownFields(record: ImmichAsset, shared: Shared): Partial<Asset> {
  const { livePhotoVideoId, thumbhash } = record;
  const exifInfo = exifOf(record);
  const capturedLocally = firstDate(record.localDateTime, record.fileCreatedAt, record.createdAt);
  const captured = firstDate(record.fileCreatedAt, record.createdAt);
  const hasZone = isText(exifInfo.timeZone) && firstDate(record.localDateTime) !== 0;
  const changedAt = firstDate(record.updatedAt);
  const camera = shared.camera(exifInfo);
  const place = shared.place(exifInfo);
  const { rating, description } = exifInfo;
  return {
    ...((hasZone || capturedLocally !== captured) && { capturedLocally }),
    ...(record.isFavorite === true && { isFavorite: true }),
    ...(record.visibility === 'archive' && { isArchived: true }),
    ...(camera && { camera }),
    ...(place && { place }),
    ...(isStars(rating) && { rating }),
    ...(typeof description === 'string' && description !== '' && { description }),
    ...(typeof livePhotoVideoId === 'string' && { motionId: livePhotoVideoId }),
    ...(record.isEdited === true && { isEdited: true }),
    ...(typeof thumbhash === 'string' && { look: lookOf(thumbhash) }),
    ...(changedAt > 0 && { changedAt }),
  };
}

/** Databases of early releases have assets without it. */
export const exifOf = ({ exifInfo }: ImmichAsset): ImmichExif => (isRecord(exifInfo) ? exifInfo : {});

const isLength = (value: unknown): value is number => Number.isSafeInteger(value) && Number(value) >= 0;

/** 31 bits: there is one for each asset in memory, and engines keep numbers up to that without an object. */
const lookOf = (thumbhash: string): number => crc32(thumbhash) >>> 1;

/** 2.x also has 0 for none and -1 for rejected. */
const isStars = (rating: unknown): rating is number =>
  Number.isInteger(rating) && Number(rating) >= 1 && Number(rating) <= 5;

/** Immich's own folders for uploads: two levels of the asset's id below the user's. */
const OWN_FOLDER = /\/upload\/[0-9a-f-]{36}\/[0-9a-f]{2}\/[0-9a-f]{2}\/[^/]+$/i;

/** True for external libraries and with a storage template. */
const isFiledByPeople = ({ libraryId, originalPath }: ImmichAsset): boolean =>
  typeof originalPath === 'string' &&
  originalPath !== '' &&
  (typeof libraryId === 'string' || !OWN_FOLDER.test(originalPath));

/** External libraries have a checksum of the path, not of the content; `libraryId` is null for uploads only. */
function contentHash({ libraryId, checksum }: ImmichAsset): string | undefined {
  if (libraryId !== null || typeof checksum !== 'string') return undefined;
  const hash = Buffer.from(checksum, 'base64');
  return hash.length === 20 ? hash.toString('hex') : undefined;
}
