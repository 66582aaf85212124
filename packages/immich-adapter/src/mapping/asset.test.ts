import { expect, test } from 'vitest';
import { anAsset } from '../../test/an-asset.ts';
import type { ImmichAsset } from '../contract/immich.ts';
import { createAssetMapper } from './asset.ts';

const toAsset = createAssetMapper();

test('what is not so has no property', () => {
  const nothing = {
    make: null,
    model: '',
    country: null,
    latitude: 1,
    longitude: null,
    rating: null,
    description: '',
    fileSizeInByte: null,
  };
  expect(Object.keys(toAsset(anAsset({ exifInfo: nothing }))).toSorted()).toEqual(
    [
      'id',
      'fileName',
      'type',
      'mediaType',
      'sha1',
      'revision',
      'capturedAt',
      'modifiedAt',
      'uploadedAt',
      'originalPath',
      'changedAt',
    ].toSorted(),
  );
});

test.each([
  [{ isFavorite: true }, { isFavorite: true }],
  [{ visibility: 'archive' }, { isArchived: true }],
  [{ localDateTime: '2024-03-01T21:00:00.000Z' }, { capturedLocally: Date.UTC(2024, 2, 1, 21) }],
  [{ exifInfo: { timeZone: 'UTC' } }, { capturedLocally: Date.UTC(2024, 2, 1, 12) }],
  [{ livePhotoVideoId: 'mov' }, { motionId: 'mov' }],
  [{ isEdited: true }, { isEdited: true }],
  [{ updatedAt: '2024-03-05T06:07:08.090Z' }, { changedAt: Date.UTC(2024, 2, 5, 6, 7, 8, 90) }],
  [{ thumbhash: '123456789' }, { look: 0xcbf43926 >>> 1 }],
  [{ exifInfo: { make: 'Canon', model: null } }, { camera: { make: 'Canon' } }],
  [{ exifInfo: { city: 'Rome', country: 'Italy' } }, { place: { city: 'Rome', country: 'Italy' } }],
  [{ exifInfo: { latitude: 0, longitude: -1.5 } }, { place: { latitude: 0, longitude: -1.5 } }],
  [{ exifInfo: { rating: 5 } }, { rating: 5 }],
  [{ exifInfo: { description: 'x' } }, { description: 'x' }],
  [{ libraryId: 'lib', originalPath: '/mnt/a.jpg' }, { isFiledByPeople: true }],
  [{ originalPath: '/data/library/admin/2024/a.jpg' }, { isFiledByPeople: true }],
] as const)('%j is %j', (record, expected) => {
  expect(toAsset(anAsset(record))).toMatchObject(expected);
});

test.each([
  [{ originalMimeType: 'image/heic', originalPath: '/data/a.jpg' }, 'image/heic'],
  [{ originalMimeType: 'application/octet-stream', originalPath: '/data/a.HEIC' }, 'image/heic'],
  [{ originalMimeType: undefined, originalPath: '/data/a.jpg' }, 'image/jpeg'],
  [{ originalMimeType: 'application/octet-stream', originalPath: '/data/a.cr2' }, 'image/cr2'],
  [{ originalMimeType: 'application/octet-stream', originalPath: '/data/a.mov', type: 'VIDEO' }, 'video/quicktime'],
  [{ originalMimeType: 'application/octet-stream', originalPath: '/data.d/IMG_0001' }, 'application/octet-stream'],
  [{ originalMimeType: null, originalPath: null }, 'application/octet-stream'],
] as const)('%j is of the type %s', (record, mediaType) => {
  expect(toAsset(anAsset(record as Partial<ImmichAsset>)).mediaType).toBe(mediaType);
});

test.each([-1, 0, 6, 2.5])('a rating of %d is none', (rating) => {
  expect(toAsset(anAsset({ exifInfo: { rating } }))).not.toHaveProperty('rating');
});

test('an original was not modified after Immich last wrote down what it knows', () => {
  const [fileModifiedAt, updatedAt, createdAt] = [
    '2097-05-12T00:00:00Z',
    '2024-03-05T06:07:08Z',
    '2024-03-01T00:00:00Z',
  ];
  const seen = anAsset({ fileModifiedAt, updatedAt, createdAt });
  expect(toAsset(seen).modifiedAt).toBe(Date.parse(updatedAt));
  expect(toAsset({ ...seen, fileModifiedAt: '2024-02-01T00:00:00Z' }).modifiedAt).toBe(Date.UTC(2024, 1, 1));
});

test('a broken local time is that of the asset itself', () => {
  expect(toAsset(anAsset({ localDateTime: 'yesterday' }))).not.toHaveProperty('capturedLocally');
});

test('equal cameras and places are one object', () => {
  const exifInfo = { make: 'Canon', model: 'R5', city: 'Rome', latitude: 1, longitude: 2 };
  const [a, b] = [toAsset(anAsset({ exifInfo })), toAsset(anAsset({ exifInfo: { ...exifInfo } }))];
  const other = toAsset(anAsset({ exifInfo: { ...exifInfo, model: 'R6' } }));
  expect(a.camera).toBe(b.camera);
  expect(a.place).toBe(b.place);
  expect(other.camera).toEqual({ make: 'Canon', model: 'R6' });
  expect(other.place).toBe(a.place);
});

test('a make is not taken for a model', () => {
  const [a, b] = [toAsset(anAsset({ exifInfo: { make: 'x' } })), toAsset(anAsset({ exifInfo: { model: 'x' } }))];
  expect([a.camera, b.camera]).toEqual([{ make: 'x' }, { model: 'x' }]);
});

test('only those whose name is given are named', () => {
  const named = createAssetMapper((id) => (id === 'bob-id' ? 'Bob' : undefined));
  expect(named(anAsset({ ownerId: 'bob-id' }))).toMatchObject({ owner: 'Bob' });
  expect(named(anAsset())).not.toHaveProperty('owner');
});

test.each([
  [{ originalFileName: null, originalPath: '/data/library/admin/2024/kept.heic' }, 'kept.heic'],
  [{ originalFileName: '', originalPath: null }, anAsset().id],
  [{ originalFileName: 5, originalPath: '/' }, anAsset().id],
])('%j gets a name that is made for it: %s', (record, fileName) => {
  expect(toAsset(anAsset(record as never)).fileName).toBe(fileName);
});

test.each([null, 'x', 5, [], true])(
  'exifInfo that is %j tells nothing, and the asset is listed all the same',
  (exifInfo) => {
    expect(toAsset(anAsset({ exifInfo: exifInfo as never }))).toEqual(toAsset(anAsset({ exifInfo: {} })));
  },
);

test.each([null, '', 'image', 'image/jpeg\r\nx: y', 'image/jp eg', {}])('a media type that is %j is none', (type) => {
  expect(toAsset(anAsset({ originalMimeType: type as never, originalPath: '/data/a' })).mediaType).toBe(
    'application/octet-stream',
  );
});

test.each([null, -1, 0.5, 1e308, '5', {}])('a length that is %j is not known', (fileSizeInByte) => {
  expect(toAsset(anAsset({ exifInfo: { fileSizeInByte: fileSizeInByte as never } }))).not.toHaveProperty('size');
});
