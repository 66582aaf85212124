import { createHash } from 'node:crypto';
import { placeholder, UNEDITED } from './defaults.ts';
import type { AssetDescription } from './description.ts';
import type { Loader } from './load.ts';
import { isVideo, isWebImage } from './media-types.ts';
import type { Asset } from './records.ts';
import { storeAsset } from './state.ts';

/** The two steps of an upload: what the answer waits for, and the jobs that follow. */
export interface UploadChanges {
  /** Stores an asset as it is before any job has read its file: without size, EXIF and pictures. */
  receiveUpload(description: AssetDescription): Asset;
  /** Does what Immich's jobs do with a received file. */
  processUpload(id: string): void;
}

export function createUploadChanges({ state, asset: load, firstUser }: Loader): UploadChanges {
  return {
    receiveUpload: (description) => {
      const index = load({ ...UNREAD, ...description }, firstUser);
      const asset = state.assets.at(index);
      if (!asset) throw new TypeError(`The library has no asset ${index}.`);
      return asset;
    },
    processUpload: (id) => {
      const index = state.assets.indexOf(id);
      const asset = index === undefined ? undefined : state.assets.at(index);
      if (index === undefined || !asset) throw new TypeError(`The library has no asset ${id}.`);
      storeAsset(state, index, processed(asset, index, state.clock.stamp()));
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

const WIDTH = 1200;
const HEIGHT = 900;
const DURATION_MS = 10_000;

function processed(asset: Asset, seed: number, stamp: number): Asset {
  const { originalFileName: name, fileCreatedAt, fileModifiedAt } = asset;
  const isShown = isVideo(name) || isWebImage(name);
  // Without a date in the file, the earlier of the two is taken.
  const taken = Math.min(fileCreatedAt, fileModifiedAt);
  return {
    ...asset,
    updatedAt: stamp,
    fileCreatedAt: taken,
    localDateTime: taken,
    thumbhash: createHash('sha1').update(asset.id).digest('base64'),
    width: WIDTH,
    height: HEIGHT,
    duration: isVideo(name) ? (asset.duration ?? DURATION_MS) : asset.duration,
    thumbnail: isShown ? placeholder('thumbnail', seed, stamp) : null,
    preview: isShown ? placeholder('preview', seed, stamp) : null,
    embedded: { ...UNEDITED, dateTimeOriginal: taken },
    exif: {
      ...asset.exif,
      exifImageWidth: WIDTH,
      exifImageHeight: HEIGHT,
      dateTimeOriginal: taken,
      modifyDate: fileModifiedAt,
    },
  };
}
