import { expect, test } from 'vitest';
import { generatedLibrary, type LibraryBuilder, library, photo, video } from '../src/index.ts';
import { namesOf, type Page, start } from './start.ts';

const five = (): LibraryBuilder =>
  library().album(
    'A',
    ['1.jpg', '2.jpg', '3.jpg', '4.jpg', '5.jpg'].map((name) => photo(name)),
  );

test('pages are offsets: trashing between two pages skips a live asset', async () => {
  const { immich, read } = await start({ library: five() });
  const search = { albumIds: [immich.library.albumNamed('A').id], size: 2 };
  const first = await read<Page>('/search/metadata', { ...search, page: 1 });
  expect(namesOf(first)).toEqual(['5.jpg', '4.jpg']);
  expect(first.assets).toMatchObject({ total: 2, count: 2, nextPage: '2' });
  immich.library.trash(immich.library.assetNamed('5.jpg').id);
  const second = await read<Page>('/search/metadata', { ...search, page: 2 });
  expect(namesOf(second)).toEqual(['2.jpg', '1.jpg']);
  expect(second.assets.nextPage).toBeNull();
});

test('without a change, pages cover the album once, in either order', async () => {
  const { immich, read } = await start({ library: generatedLibrary({ albums: 3, assets: 100 }) });
  const albumIds = [immich.library.albumNamed('Album 0002').id];
  for (const order of ['asc', 'desc'] as const) {
    const names: string[] = [];
    for (let page: number | null = 1; page !== null; ) {
      const found: Page = await read<Page>('/search/metadata', { albumIds, size: 10, order, page });
      names.push(...namesOf(found));
      page = found.assets.nextPage === null ? null : Number(found.assets.nextPage);
    }
    const expected = Array.from({ length: 33 }, (_, index) => `IMG_00000${34 + index}.jpg`);
    expect(names).toEqual(order === 'asc' ? expected : expected.toReversed());
  }
});

const mixed = (): LibraryBuilder =>
  library()
    .user('admin')
    .user('bob')
    .album(
      'Mixed',
      [
        photo('shown.jpg'),
        photo('archived.jpg', { visibility: 'archive' }),
        photo('trashed.jpg', { isTrashed: true }),
        photo('bobs.jpg', { owner: 'bob' }),
        photo('live.heic', { livePhotoVideo: video('live.mov') }),
      ],
      { owner: 'admin', sharedWith: [{ user: 'bob' }] },
    )
    .loose(photo('loose.jpg', { owner: 'admin' }), photo('locked.jpg', { owner: 'admin', visibility: 'locked' }));

test.each([
  ['3.1.0', { albumIds: true }, ['live.heic', 'bobs.jpg', 'archived.jpg', 'shown.jpg']],
  [
    '3.1.0',
    { albumIds: true, withDeleted: true },
    ['live.heic', 'bobs.jpg', 'trashed.jpg', 'archived.jpg', 'shown.jpg'],
  ],
  ['3.1.0', { albumIds: true, visibility: 'archive' }, ['archived.jpg']],
  ['3.1.0', {}, ['live.mov', 'live.heic', 'archived.jpg', 'shown.jpg', 'loose.jpg']],
  ['3.1.0', { isNotInAlbum: true }, ['live.mov', 'loose.jpg']],
  ['3.1.0', { isMotion: true }, ['live.heic']],
  ['3.1.0', { type: 'VIDEO' }, ['live.mov']],
  ['3.1.0', { originalFileName: 'LIV\u00c9' }, ['live.mov', 'live.heic']],
  ['3.1.0', { trashedAfter: '1970-01-01T00:00:00.000Z' }, ['trashed.jpg']],
  ['2.7.5', { albumIds: true }, ['live.heic', 'shown.jpg']],
  ['2.7.5', { albumIds: true, visibility: 'archive' }, ['archived.jpg']],
  ['2.7.5', {}, ['live.heic', 'archived.jpg', 'shown.jpg', 'loose.jpg']],
  ['2.7.5', { size: '1', page: '2' }, ['archived.jpg']],
] as const)('%s finds for %j: %j', async (version, { albumIds, ...criteria }: Record<string, unknown>, names) => {
  const { immich, read } = await start({ version, library: mixed() });
  const body = { ...criteria, ...(albumIds === true && { albumIds: [immich.library.albumNamed('Mixed').id] }) };
  expect(namesOf(await read<Page>('/search/metadata', body))).toEqual(names);
});

test('2.7.5 lists what search hides: GET /albums/{id} has archived members and those of others', async () => {
  const { immich, read } = await start({ version: '2.7.5', library: mixed() });
  const album = await read<{ assets: { originalFileName: string }[] }>(
    `/albums/${immich.library.albumNamed('Mixed').id}`,
  );
  expect(album.assets.map((asset) => asset.originalFileName)).toEqual([
    'live.heic',
    'bobs.jpg',
    'archived.jpg',
    'shown.jpg',
  ]);
});

test.each([
  ['3.1.0', { size: 1001 }, 'Too big: expected number to be <=1000'],
  ['3.1.0', { page: '2' }, 'Invalid input: expected number, received string'],
  ['3.1.0', { takenAfter: '2024-01-01' }, 'Invalid input: expected ISO 8601 datetime string, received string'],
  ['3.1.0', { albumIds: ['x'] }, 'Invalid UUID'],
  ['2.7.5', { size: 1001 }, 'size must not be greater than 1000'],
  ['2.7.5', { page: 0 }, 'page must not be less than 1'],
] as const)('%s refuses %j', async (version, criteria, message) => {
  const { ask } = await start({ version, library: five() });
  const response = await ask('/search/metadata', { json: criteria });
  expect(response.status).toBe(400);
  expect(JSON.stringify(await response.json())).toContain(message);
});

test('one album that may not be read fails the whole search', async () => {
  const { immich, read } = await start({ library: library().user('admin').album('Mine').user('bob').album('His') });
  const albumIds = [immich.library.albumNamed('Mine').id, immich.library.albumNamed('His').id];
  expect(await read('/search/metadata', { albumIds })).toEqual({ message: 'Not found or no album.read access' });
});

test('an upgrade changes the behaviour of a running server', async () => {
  const { immich, read } = await start({ version: '2.7.5', library: mixed() });
  const search = { albumIds: [immich.library.albumNamed('Mixed').id] };
  expect(namesOf(await read<Page>('/search/metadata', search))).toHaveLength(2);
  immich.upgrade('3.1.0');
  expect(namesOf(await read<Page>('/search/metadata', search))).toHaveLength(4);
  expect(await read('/server/version')).toEqual({ major: 3, minor: 1, patch: 0, prerelease: null });
});
