import { UNEDITED } from './defaults.ts';
import type { Loader } from './load.ts';
import type { Asset, Exif } from './records.ts';
import { storeAsset } from './state.ts';

/** What a user may write about an asset; Immich keeps it in a sidecar. */
export interface MetadataEdits extends Partial<Pick<Exif, 'description' | 'rating' | 'latitude' | 'longitude'>> {
  /** ISO 8601; its offset becomes the time zone. */
  readonly dateTimeOriginal?: string;
}

/** The two steps of an edit: what the answer shows, and the job that writes the sidecar and reads it again. */
export interface MetadataChanges {
  /** Changes what `exifInfo` shows, and bumps nothing. */
  editMetadata(id: string, edits: MetadataEdits): void;
  /** Bumps `updatedAt` and moves the asset to its new date. */
  applyMetadata(id: string, edits: MetadataEdits): void;
}

export function createMetadataChanges({ state }: Loader): MetadataChanges {
  const change = (id: string, changes: (asset: Asset) => Partial<Asset>): void => {
    const index = state.assets.indexOf(id);
    const asset = index === undefined ? undefined : state.assets.at(index);
    if (index === undefined || !asset) throw new TypeError(`The library has no asset ${id}.`);
    storeAsset(state, index, { ...asset, ...changes(asset) });
  };
  return {
    editMetadata: (id, { dateTimeOriginal, ...rest }) =>
      change(id, ({ exif, embedded }) => ({
        embedded: embedded ?? { ...UNEDITED, dateTimeOriginal: exif.dateTimeOriginal },
        exif: {
          ...exif,
          ...rest,
          ...(dateTimeOriginal !== undefined && {
            dateTimeOriginal: Date.parse(dateTimeOriginal),
            timeZone: zoneOf(offsetOf(dateTimeOriginal)),
          }),
        },
      })),
    applyMetadata: (id, { dateTimeOriginal }) =>
      change(id, () => {
        const updatedAt = state.clock.stamp();
        if (dateTimeOriginal === undefined) return { updatedAt };
        const taken = Date.parse(dateTimeOriginal);
        return { updatedAt, fileCreatedAt: taken, localDateTime: taken + offsetOf(dateTimeOriginal) * MINUTE_MS };
      }),
  };
}

export const MINUTE_MS = 60_000;

/** The offset of an ISO 8601 time in minutes; none is UTC, the server's own. */
export function offsetOf(time: string): number {
  const [, sign = '+', hours = '0', minutes = '0'] = /([+-])(\d\d):(\d\d)$/.exec(time) ?? [];
  return (Number(hours) * 60 + Number(minutes)) * (sign === '-' ? -1 : 1);
}

/** `UTC+1`, `UTC-3:30`; `UTC` for none. */
export function zoneOf(offset: number): string {
  if (offset === 0) return 'UTC';
  const minutes = Math.abs(offset) % 60;
  const hours = Math.floor(Math.abs(offset) / 60);
  return `UTC${offset < 0 ? '-' : '+'}${hours}${minutes === 0 ? '' : `:${String(minutes).padStart(2, '0')}`}`;
}
