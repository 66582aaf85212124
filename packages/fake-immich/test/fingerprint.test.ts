import { describe, expect, test } from 'vitest';
import { type FakeLibrary, library, photo } from '../src/index.ts';
import { start } from './start.ts';

interface ShownAlbum {
  readonly updatedAt: string;
  readonly assetCount: number;
  readonly lastModifiedAssetTimestamp: string;
}

interface Change {
  readonly what: string;
  readonly apply: (library: FakeLibrary) => void;
  /** Which parts of (updatedAt, assetCount, lastModifiedAssetTimestamp) it moves. */
  readonly moves: readonly (keyof ShownAlbum)[];
}

const albumId = (library: FakeLibrary): string => library.albumNamed('Trip').id;
const assetId = (library: FakeLibrary, name: string): string => library.assetNamed(name).id;

const CHANGES: readonly Change[] = [
  { what: 'nothing', apply: () => undefined, moves: [] },
  { what: 'rename', apply: (lib) => lib.renameAlbum(albumId(lib), 'Trip'), moves: ['updatedAt'] },
  { what: 'description', apply: (lib) => lib.describeAlbum(albumId(lib), 'x'), moves: ['updatedAt'] },
  { what: 'order', apply: (lib) => lib.orderAlbum(albumId(lib), 'asc'), moves: ['updatedAt'] },
  { what: 'share', apply: (lib) => lib.shareAlbum(albumId(lib), 'bob'), moves: ['updatedAt'] },
  {
    what: 'add an older asset',
    apply: (lib) => lib.addToAlbum(albumId(lib), assetId(lib, 'loose.jpg')),
    moves: ['updatedAt', 'assetCount'],
  },
  {
    what: 'add an uploaded asset',
    apply: (lib) => lib.addToAlbum(albumId(lib), lib.addAsset(photo('new.jpg')).id),
    moves: ['updatedAt', 'assetCount', 'lastModifiedAssetTimestamp'],
  },
  {
    what: 'remove the asset modified last',
    apply: (lib) => lib.removeFromAlbum(albumId(lib), assetId(lib, 'c.jpg')),
    moves: ['updatedAt', 'assetCount', 'lastModifiedAssetTimestamp'],
  },
  { what: 'trash', apply: (lib) => lib.trash(assetId(lib, 'b.jpg')), moves: ['assetCount'] },
  { what: 'force delete', apply: (lib) => lib.forceDelete(assetId(lib, 'b.jpg')), moves: ['assetCount'] },
  { what: 'lock', apply: (lib) => lib.lock(assetId(lib, 'b.jpg')), moves: ['assetCount'] },
  {
    what: 'trash and restore',
    apply: (lib) => {
      lib.trash(assetId(lib, 'b.jpg'));
      lib.restore(assetId(lib, 'b.jpg'));
    },
    moves: ['lastModifiedAssetTimestamp'],
  },
  {
    what: 'favourite',
    apply: (lib) => lib.updateAsset(assetId(lib, 'b.jpg'), { isFavorite: true }),
    moves: ['lastModifiedAssetTimestamp'],
  },
  {
    what: 'describe an asset',
    apply: (lib) => lib.updateAsset(assetId(lib, 'b.jpg'), { description: 'x' }),
    moves: ['lastModifiedAssetTimestamp'],
  },
  { what: 'archive', apply: (lib) => lib.archive(assetId(lib, 'b.jpg')), moves: ['lastModifiedAssetTimestamp'] },
  {
    what: 'replace content',
    apply: (lib) => lib.replaceContent(assetId(lib, 'b.jpg'), Buffer.from('x')),
    moves: ['lastModifiedAssetTimestamp'],
  },
  { what: 'take offline', apply: (lib) => lib.takeOffline(assetId(lib, 'b.jpg')), moves: ['assetCount'] },
  {
    what: 'trash the thumbnail (reading repairs it, which bumps the album)',
    apply: (lib) => lib.trash(assetId(lib, 'a.jpg')),
    moves: ['updatedAt', 'assetCount'],
  },
];

describe.each(['3.1.0', '2.7.5'] as const)('an album of %s', (version) => {
  test.each(CHANGES)('after: $what', async ({ apply, moves }) => {
    const described = library()
      .user('admin')
      .user('bob')
      .album('Trip', [photo('a.jpg'), photo('b.jpg'), photo('c.jpg', { updatedAt: '2026-01-01T00:00:00Z' })], {
        owner: 'admin',
      })
      .loose(photo('loose.jpg', { owner: 'admin' }));
    let time = Date.UTC(2025, 0, 1);
    const { immich, read } = await start({ version, library: described, now: () => time });
    time = Date.UTC(2026, 5, 1);
    const path = `/albums/${albumId(immich.library)}`;
    const before = await read<ShownAlbum>(path);
    apply(immich.library);
    const after = await read<ShownAlbum>(path);
    const fields = ['updatedAt', 'assetCount', 'lastModifiedAssetTimestamp'] as const;
    expect(fields.filter((field) => before[field] !== after[field])).toEqual(moves);
  });
});

test('membership does not touch the asset; two changes never share a time', async () => {
  const { immich } = await start({
    library: library()
      .album('A', [photo('a.jpg')])
      .album('B'),
    now: () => 5,
  });
  const asset = immich.library.assetNamed('a.jpg');
  const album = immich.library.albumNamed('B');
  immich.library.addToAlbum(album.id, asset.id);
  const added = immich.library.album(album.id).updatedAt;
  immich.library.removeFromAlbum(album.id, asset.id);
  expect(immich.library.asset(asset.id).updatedAt).toBe(asset.updatedAt);
  expect(added).toBeGreaterThan(album.updatedAt);
  expect(immich.library.album(album.id).updatedAt).toBeGreaterThan(added);
});

test('a live photo: trashing leaves its video, deleting takes it', async () => {
  const still = photo('a.heic', { livePhotoVideo: photo('a.mov') });
  const { immich, read } = await start({ library: library().album('A', [still]) });
  const { id, livePhotoVideoId } = immich.library.assetNamed('a.heic');
  immich.library.trash(id);
  expect(await read(`/assets/${livePhotoVideoId}`)).toMatchObject({ isTrashed: false, visibility: 'hidden' });
  immich.library.forceDelete(id);
  expect(await read(`/assets/${livePhotoVideoId}`)).toEqual({ message: 'Not found or no asset.read access' });
  expect(immich.library.albumNamed('A').thumbnailAssetId).toBe(id);
  expect(await read(`/albums/${immich.library.albumNamed('A').id}`)).toMatchObject({ albumThumbnailAssetId: null });
});
