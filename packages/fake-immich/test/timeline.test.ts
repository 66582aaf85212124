import { expect, test } from 'vitest';
import { generatedLibrary, type LibraryBuilder, library, photo, video } from '../src/index.ts';
import { start } from './start.ts';

interface Bucket {
  readonly timeBucket: string;
  readonly count: number;
}

const at = (date: string) => ({ fileCreatedAt: `${date}T12:00:00Z` });
const berlin = photo('berlin.jpg', { ...at('2024-03-10'), isFavorite: true });
const rome = photo('rome.jpg', at('2024-04-02'));
const raw = photo('rome.dng', at('2024-04-02'));

const mixed = (): LibraryBuilder =>
  library()
    .user('admin', { partners: [{ user: 'bob', inTimeline: true }] })
    .album('Trip', [berlin])
    .loose(
      rome,
      raw,
      photo('eve.jpg', { fileCreatedAt: '2023-12-31T22:30:00Z', localDateTime: '2024-01-01T00:30:00Z' }),
      photo('archived.jpg', { ...at('2022-01-01'), visibility: 'archive' }),
      photo('trashed.jpg', { ...at('2022-02-01'), isTrashed: true }),
      photo('live.heic', { ...at('2021-05-01'), livePhotoVideo: video('live.mov', at('2021-05-02')) }),
    )
    .person('Alice', { assets: [berlin, rome] })
    .tag('Trips/Italy', [rome])
    .stack([rome, raw])
    .user('bob')
    .loose(photo('bobs.jpg', at('2020-02-02')));

test.each([
  ['', { '2024-04-01': 2, '2024-03-01': 1, '2024-01-01': 1, '2022-01-01': 1, '2021-05-01': 1 }],
  ['?visibility=timeline', { '2024-04-01': 2, '2024-03-01': 1, '2024-01-01': 1, '2021-05-01': 1 }],
  ['?visibility=archive', { '2022-01-01': 1 }],
  ['?visibility=hidden', { '2021-05-01': 1 }],
  ['?isTrashed=true', { '2022-02-01': 1 }],
  ['?isFavorite=true', { '2024-03-01': 1 }],
  [
    '?withPartners=true&visibility=timeline',
    { '2024-04-01': 2, '2024-03-01': 1, '2024-01-01': 1, '2021-05-01': 1, '2020-02-01': 1 },
  ],
  ['?withStacked=true', { '2024-04-01': 1, '2024-03-01': 1, '2024-01-01': 1, '2022-01-01': 1, '2021-05-01': 1 }],
  ['?albumId=Trip', { '2024-03-01': 1 }],
  ['?personId=Alice', { '2024-04-01': 1, '2024-03-01': 1 }],
  ['?tagId=Trips', { '2024-04-01': 1 }],
  ['?userId=bob', { '2020-02-01': 1 }],
])('buckets%s', async (query, expected) => {
  const { immich, read } = await start({ library: mixed() });
  const ids: Readonly<Record<string, string>> = {
    Trip: immich.library.albumNamed('Trip').id,
    Alice: immich.library.personNamed('Alice').id,
    Trips: immich.library.tagNamed('Trips').id,
    bob: immich.library.assetNamed('bobs.jpg').ownerId,
  };
  const url = `/timeline/buckets${query}`.replace(
    /(\w+Id)=(\w+)/,
    (_, name: string, who: string) => `${name}=${ids[who]}`,
  );
  const buckets = await read<Bucket[]>(url);
  expect(buckets).toEqual(Object.entries(expected).map(([timeBucket, count]) => ({ timeBucket, count })));
});

test('partners are refused together with the archive, favourites and the trash', async () => {
  const { ask } = await start({ library: mixed() });
  for (const query of [
    '',
    '&visibility=archive',
    '&visibility=timeline&isFavorite=true',
    '&visibility=timeline&isTrashed=true',
  ]) {
    expect((await ask(`/timeline/buckets?withPartners=true${query}`)).status).toBe(400);
  }
});

test('a bucket has the month that the camera showed, newest first, and follows changes', async () => {
  const { immich, read } = await start({ library: mixed() });
  const namesIn = async (month: string): Promise<readonly string[]> => {
    const { id } = await read<{ id: string[] }>(`/timeline/bucket?timeBucket=${month}`);
    return id.map((one) => immich.library.asset(one).originalFileName);
  };
  expect(await namesIn('2024-01-01')).toEqual(['eve.jpg']);
  expect(await namesIn('2024-04-01')).toHaveLength(2);
  immich.library.trash(immich.library.assetNamed('rome.dng').id);
  expect(await namesIn('2024-04-01')).toEqual(['rome.jpg']);
  immich.library.restore(immich.library.assetNamed('rome.dng').id);
  immich.library.addAsset(photo('new.jpg', { fileCreatedAt: '2024-04-30T00:00:00Z' }));
  expect((await namesIn('2024-04-01'))[0]).toBe('new.jpg');
  expect(await namesIn('2024-04-01')).toHaveLength(3);
});

test('an unchanged timeline is 304', async () => {
  const { immich, ask } = await start({ library: mixed() });
  const etag = (await ask('/timeline/buckets')).headers.get('etag') ?? '';
  const again = async (): Promise<number> =>
    (await ask('/timeline/buckets', { headers: { 'if-none-match': etag } })).status;
  expect(await again()).toBe(304);
  immich.library.trash(immich.library.assetNamed('rome.jpg').id);
  expect(await again()).toBe(200);
});

test('a million assets: the counts of all months are those of all assets, after a change too', async () => {
  const { immich, read } = await start({
    library: generatedLibrary({ albums: 10, assets: 1_000_000, checksums: 'seed' }),
  });
  const sum = async (): Promise<number> =>
    (await read<Bucket[]>('/timeline/buckets')).reduce((total, { count }) => total + count, 0);
  expect(await sum()).toBe(1_000_000);
  const [first] = (await read<{ id: string[] }>('/timeline/bucket?timeBucket=2015-01-01')).id;
  immich.library.trash(first ?? '');
  expect(await sum()).toBe(999_999);
});
