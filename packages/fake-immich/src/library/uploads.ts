import { createHash } from 'node:crypto';
import type { FileMetadata } from '../content/file-metadata.ts';
import { placeholder, UNEDITED } from './defaults.ts';
import type { AssetDescription } from './description.ts';
import type { Loader } from './load.ts';
import { loadTag } from './load-collections.ts';
import { isVideo, isWebImage } from './media-types.ts';
import { MINUTE_MS, offsetOf, zoneOf } from './metadata-edits.ts';
import type { Asset, Embedded, Exif } from './records.ts';
import { storeAsset } from './state.ts';

/** What an uploaded file says of itself, and what a sidecar that came with it says, which wins. */
export interface ReadMetadata {
  readonly file: FileMetadata;
  readonly sidecar: FileMetadata;
}

/** The two steps of an upload: what the answer waits for, and the jobs that follow. */
export interface UploadChanges {
  /** Stores an asset as it is before any job has read its file: without size, EXIF and pictures. */
  receiveUpload(description: AssetDescription): Asset;
  /** Does what Immich's jobs do with a received file. */
  processUpload(id: string, metadata: ReadMetadata): void;
}

export function createUploadChanges(loader: Loader): UploadChanges {
  const { state, asset: load, firstUser } = loader;
  return {
    receiveUpload: (description) => {
      const index = load({ ...UNREAD, ...description }, firstUser);
      const asset = state.assets.at(index);
      if (!asset) throw new TypeError(`The library has no asset ${index}.`);
      return asset;
    },
    processUpload: (id, metadata) => {
      const index = state.assets.indexOf(id);
      const asset = index === undefined ? undefined : state.assets.at(index);
      if (index === undefined || !asset) throw new TypeError(`The library has no asset ${id}.`);
      const owner = state.users.get(asset.ownerId)?.name ?? firstUser;
      const tags = metadata.sidecar.tags ?? metadata.file.tags ?? [];
      const tagIds = tags.map((value) => loadTag(loader, { value, owner }).id);
      storeAsset(state, index, { ...processed(asset, index, state.clock.stamp(), metadata), tagIds });
    },
  };
}

const UNREAD = {
  width: null,
  height: null,
  thumbnail: null,
  preview: null,
  duration: null,
  exif: { dateTimeOriginal: null, modifyDate: null },
} satisfies Partial<AssetDescription>;

/** Of a file that tells none: most that tests upload are no real pictures. */
const WIDTH = 1200;
const HEIGHT = 900;
const DURATION_MS = 10_000;

function processed(asset: Asset, seed: number, stamp: number, { file, sidecar }: ReadMetadata): Asset {
  const { originalFileName: name, fileCreatedAt, fileModifiedAt } = asset;
  const isShown = isVideo(name) || isWebImage(name);
  const { width = WIDTH, height = HEIGHT } = file;
  // Without a date in the file, the earlier of the two is taken.
  const otherwise = Math.min(fileCreatedAt, fileModifiedAt);
  const { taken, local, timeZone } = dateOf({ ...file, ...sidecar }, otherwise);
  return {
    ...asset,
    updatedAt: stamp,
    fileCreatedAt: taken,
    localDateTime: local,
    thumbhash: createHash('sha1').update(asset.id).digest('base64'),
    width,
    height,
    duration: isVideo(name) ? (asset.duration ?? DURATION_MS) : asset.duration,
    thumbnail: isShown ? placeholder('thumbnail', seed, stamp) : null,
    preview: isShown ? placeholder('preview', seed, stamp) : null,
    embedded: { ...UNEDITED, ...shownOf(file), dateTimeOriginal: dateOf(file, otherwise).taken },
    exif: {
      ...asset.exif,
      ...shownOf({ ...file, ...sidecar }),
      make: file.make ?? null,
      model: file.model ?? null,
      exifImageWidth: width,
      exifImageHeight: height,
      dateTimeOriginal: taken,
      modifyDate: fileModifiedAt,
      timeZone,
    },
  };
}

/** A date without an offset is that of a clock at an unknown place; the server takes it for its own, UTC. */
function dateOf({ dateTimeOriginal: time }: FileMetadata, otherwise: number) {
  const hasOffset = time !== undefined && /(Z|[+-]\d\d:\d\d)$/.test(time);
  const parsed = time === undefined ? Number.NaN : Date.parse(hasOffset ? time : `${time}Z`);
  if (time === undefined || Number.isNaN(parsed)) return { taken: otherwise, local: otherwise, timeZone: null };
  const offset = offsetOf(time);
  return { taken: parsed, local: parsed + offset * MINUTE_MS, timeZone: hasOffset ? zoneOf(offset) : null };
}

/** As Immich shows what it read. */
function shownOf(read: FileMetadata): Partial<Embedded> & Partial<Exif> {
  const { description, rating, latitude, longitude } = read;
  return {
    ...(description !== undefined && { description }),
    ...(rating !== undefined && { rating }),
    ...(latitude !== undefined && { latitude }),
    ...(longitude !== undefined && { longitude }),
  };
}
