import { boolean, type Check, dateTime, integer, listOf, nullable, oneOf, text, uuid } from '../http/validation.ts';
import { isVideo } from '../library/media-types.ts';
import type { Asset, SortOrder, Visibility } from '../library/records.ts';

/** The body of a metadata search, once checked. Fields that are not listed are ignored, as Immich does. */
export interface Criteria extends Readonly<Record<string, unknown>> {
  readonly albumIds?: readonly string[];
  readonly page?: number | string;
  readonly size?: number | string;
  readonly order?: SortOrder;
  readonly visibility?: Visibility;
  readonly withExif?: boolean | string;
  readonly withDeleted?: boolean | string;
  readonly isNotInAlbum?: boolean | string;
  readonly withPeople?: boolean | string;
  readonly withStacked?: boolean | string;
  readonly personIds?: readonly string[];
  readonly tagIds?: readonly string[] | null;
  readonly takenAfter?: string;
  readonly takenBefore?: string;
  readonly updatedAfter?: string;
  readonly trashedAfter?: string;
  readonly trashedBefore?: string;
}

/** How each field is checked. */
export const CHECKS: Readonly<Record<string, Check>> = {
  albumIds: listOf(uuid),
  id: uuid,
  personIds: listOf(uuid),
  tagIds: nullable(listOf(uuid)),
  rating: nullable(integer(-1, 5)),
  libraryId: nullable(uuid),
  page: integer(1, Number.MAX_SAFE_INTEGER),
  size: integer(1, 1000),
  order: oneOf('asc', 'desc'),
  type: oneOf('IMAGE', 'VIDEO', 'AUDIO', 'OTHER'),
  visibility: oneOf('archive', 'timeline', 'hidden', 'locked'),
  checksum: text,
  originalFileName: text,
  originalPath: text,
  description: text,
  city: nullable(text),
  state: nullable(text),
  country: nullable(text),
  make: nullable(text),
  model: nullable(text),
  lensModel: nullable(text),
  isFavorite: boolean,
  isMotion: boolean,
  isOffline: boolean,
  isNotInAlbum: boolean,
  withDeleted: boolean,
  withExif: boolean,
  withPeople: boolean,
  withStacked: boolean,
  takenAfter: dateTime,
  takenBefore: dateTime,
  createdAfter: dateTime,
  createdBefore: dateTime,
  updatedAfter: dateTime,
  updatedBefore: dateTime,
  trashedAfter: dateTime,
  trashedBefore: dateTime,
};

type Condition = (asset: Asset, value: unknown) => boolean;

const equals =
  (read: (asset: Asset) => unknown): Condition =>
  (asset, value) =>
    read(asset) === value;

const is =
  (read: (asset: Asset) => boolean): Condition =>
  (asset, value) =>
    String(read(asset)) === String(value);

const after =
  (read: (asset: Asset) => number | null): Condition =>
  (asset, value) =>
    (read(asset) ?? Number.NEGATIVE_INFINITY) >= Date.parse(String(value));

const before =
  (read: (asset: Asset) => number | null): Condition =>
  (asset, value) =>
    (read(asset) ?? Number.POSITIVE_INFINITY) <= Date.parse(String(value));

const contains =
  (read: (asset: Asset) => string): Condition =>
  (asset, value) =>
    plain(read(asset)).includes(plain(String(value)));

/** For comparing without regard to case and accents. */
const plain = (value: string): string => value.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase();

/** What each field asks of an asset. */
export const CONDITIONS: Readonly<Record<string, Condition>> = {
  id: equals((asset) => asset.id),
  libraryId: equals((asset) => asset.libraryId),
  type: equals((asset) => (isVideo(asset.originalFileName) ? 'VIDEO' : 'IMAGE')),
  checksum: (asset, value) => asset.checksum() === base64Of(String(value)),
  originalFileName: contains((asset) => asset.originalFileName),
  originalPath: contains((asset) => asset.originalPath),
  description: contains((asset) => asset.exif.description),
  city: equals((asset) => asset.exif.city),
  state: equals((asset) => asset.exif.state),
  country: equals((asset) => asset.exif.country),
  make: equals((asset) => asset.exif.make),
  model: equals((asset) => asset.exif.model),
  lensModel: equals((asset) => asset.exif.lensModel),
  rating: (asset, value) => asset.exif.rating === (value === null ? null : Number(value)),
  personIds: (asset, value) => (value as readonly string[]).every((id) => asset.personIds.includes(id)),
  // `false` leaves out every member of a stack, the primary one too.
  withStacked: (asset, value) => String(value) === 'true' || asset.stackId === null,
  isFavorite: is((asset) => asset.isFavorite),
  isMotion: is((asset) => asset.livePhotoVideoId !== null),
  isOffline: is((asset) => asset.isOffline),
  takenAfter: after((asset) => asset.fileCreatedAt),
  takenBefore: before((asset) => asset.fileCreatedAt),
  createdAfter: after((asset) => asset.createdAt),
  createdBefore: before((asset) => asset.createdAt),
  updatedAfter: after((asset) => asset.updatedAt),
  updatedBefore: before((asset) => asset.updatedAt),
  trashedAfter: after((asset) => asset.trashedAt),
  trashedBefore: before((asset) => asset.trashedAt),
};

const HEX_SHA1 = /^[0-9a-f]{40}$/i;

const base64Of = (checksum: string): string =>
  HEX_SHA1.test(checksum) ? Buffer.from(checksum, 'hex').toString('base64') : checksum;
