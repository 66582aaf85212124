import { isVideo } from '../library/media-types.ts';
import type { Asset } from '../library/records.ts';
import { stackWith } from '../library/stacks.ts';
import type { LibraryState } from '../library/state.ts';
import type { Generation } from '../version.ts';
import { databaseDate, durationText } from './dates.ts';

export interface BucketView {
  readonly generation: Generation;
  readonly withCoordinates: boolean;
  readonly withStacked: boolean;
}

const HOUR = 3_600_000;

type Columns = Readonly<Record<string, readonly unknown[]>>;

/** The assets of a month as columns. `status` is sent though the OpenAPI document of 3.1 does not know it. */
export function renderBucket(assets: readonly Asset[], view: BucketView, library: LibraryState): Columns {
  const isV2 = view.generation === 'v2';
  const column = <T>(read: (asset: Asset) => T): readonly T[] => assets.map(read);
  return {
    duration: column(({ duration }) => (isV2 && duration !== null ? durationText(duration) : duration)),
    id: column((asset) => asset.id),
    visibility: column((asset) => asset.visibility),
    isFavorite: column((asset) => asset.isFavorite),
    isImage: column((asset) => !isVideo(asset.originalFileName)),
    isTrashed: column((asset) => asset.trashedAt !== null),
    livePhotoVideoId: column((asset) => asset.livePhotoVideoId),
    fileCreatedAt: column((asset) => withoutZone(asset.fileCreatedAt)),
    localOffsetHours: column((asset) => (asset.localDateTime - asset.fileCreatedAt) / HOUR),
    ...(!isV2 && { createdAt: column((asset) => withoutZone(asset.createdAt)) }),
    ownerId: column((asset) => asset.ownerId),
    projectionType: column((asset) => asset.exif.projectionType),
    ratio: column(ratioOf),
    status: column((asset) => (asset.trashedAt === null ? 'active' : 'trashed')),
    thumbhash: column((asset) => asset.thumbhash),
    city: column((asset) => asset.exif.city),
    country: column((asset) => asset.exif.country),
    ...(view.withCoordinates && {
      latitude: column((asset) => asset.exif.latitude),
      longitude: column((asset) => asset.exif.longitude),
    }),
    ...(view.withStacked && {
      stack: column((asset) => {
        const stack = stackWith(library, asset);
        return stack ? [stack.id, String(stack.assetIds.length)] : null;
      }),
    }),
  };
}

/** The database's form, without the zone. */
const withoutZone = (time: number): string => databaseDate(time).slice(0, -'+00:00'.length);

const ratioOf = ({ width, height }: Asset): number =>
  width === null || height === null || width * height === 0 ? 1 : Math.round((width / height) * 1000) / 1000;
