import { isVideo } from '../library/media-types.ts';
import type { Asset } from '../library/records.ts';
import { isoDate } from './dates.ts';

const dateOrNull = (time: number | null): string | null => (time === null ? null : isoDate(time));

/** An asset as the sync stream and the websocket of 3.x show it. */
export const renderSyncAsset = (asset: Asset): Record<string, unknown> => ({
  id: asset.id,
  ownerId: asset.ownerId,
  originalFileName: asset.originalFileName,
  thumbhash: asset.thumbhash,
  checksum: asset.checksum(),
  fileCreatedAt: isoDate(asset.fileCreatedAt),
  fileModifiedAt: isoDate(asset.fileModifiedAt),
  createdAt: isoDate(asset.createdAt),
  localDateTime: isoDate(asset.localDateTime),
  duration: asset.duration,
  type: isVideo(asset.originalFileName) ? 'VIDEO' : 'IMAGE',
  deletedAt: dateOrNull(asset.trashedAt),
  isFavorite: asset.isFavorite,
  visibility: asset.visibility,
  livePhotoVideoId: asset.livePhotoVideoId,
  stackId: asset.stackId,
  libraryId: asset.libraryId,
  width: asset.width,
  height: asset.height,
  isEdited: asset.edited !== null,
});

/** Its metadata, in the same places. */
export const renderSyncExif = ({ id, exif }: Asset): Record<string, unknown> => ({
  ...exif,
  assetId: id,
  dateTimeOriginal: dateOrNull(exif.dateTimeOriginal),
  modifyDate: dateOrNull(exif.modifyDate),
  profileDescription: null,
  fps: null,
});
