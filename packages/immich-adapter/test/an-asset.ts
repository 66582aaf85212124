import type { ImmichAsset } from '../src/contract/immich.ts';

/** A record as Immich lists it. */
export const anAsset = (facts: Partial<ImmichAsset> = {}): ImmichAsset => ({
  id: '30c4dc5e-29bb-4ff2-9d09-0134033be6f2',
  ownerId: '6770f1eb-9c31-4581-915e-4a9b6d3cd4af',
  type: 'IMAGE',
  originalFileName: 'a.jpg',
  originalMimeType: 'image/jpeg',
  originalPath: '/data/upload/6770f1eb-9c31-4581-915e-4a9b6d3cd4af/1e/d4/1ed4b343-1719-43c8-ab48-bbcab9fcdc20.jpg',
  checksum: 'AAAAAAAAAAAAAAAAAAAAAAAAAAA=',
  libraryId: null,
  fileCreatedAt: '2024-03-01T12:00:00.000Z',
  localDateTime: '2024-03-01T12:00:00.000Z',
  fileModifiedAt: '2024-03-01T12:00:00.000Z',
  createdAt: '2024-03-02T12:00:00.000Z',
  updatedAt: '2024-03-02T12:00:00.000Z',
  isFavorite: false,
  isEdited: false,
  isTrashed: false,
  livePhotoVideoId: null,
  visibility: 'timeline',
  ...facts,
});
