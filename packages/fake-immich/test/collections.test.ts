import { expect, test } from 'vitest';
import { type LibraryBuilder, library, photo, video } from '../src/index.ts';
import { namesOf, type Page, type Started, start } from './start.ts';

const berlin = photo('berlin.jpg', {
  exif: { city: 'Berlin', country: 'Germany', rating: 5, make: 'Lab', model: 'L1' },
});
const rome = photo('rome.jpg', { exif: { city: 'Rome', country: 'Italy', rating: 3, make: 'Lab', model: 'L2' } });
const raw = photo('rome.dng');
const still = photo('live.heic', { livePhotoVideo: video('live.mov'), isFavorite: true });

const full = (): LibraryBuilder =>
  library()
    .user('admin')
    .album('Trip', [berlin, rome])
    .loose(raw, still)
    .externalFolder('/mnt/photos/2024', [photo('nas.jpg')])
    .person('Alice', { assets: [berlin, rome] })
    .person('Zoe', { assets: [rome, raw, still], favorite: true })
    .person('Hidden', { assets: [berlin], hidden: true })
    .person('', { assets: [berlin] })
    .person('Nobody')
    .tag('Trips/2024/Berlin', [berlin])
    .tag('Trips/2024', [rome])
    .stack([rome, raw])
    .memory(2020, [still])
    .smartSearch({ sunset: [rome, berlin, still] })
    .user('bob')
    .loose(photo('bobs.jpg'));

const found = async ({ read }: Started, criteria: object): Promise<readonly string[]> =>
  namesOf(await read<Page>('/search/metadata', { order: 'asc', ...criteria }));

test('people: favourites, then by number of pictures; not who is hidden, unnamed and rare, or nowhere', async () => {
  const { immich, read } = await start({ library: full() });
  const list = (
    query = '',
  ): Promise<{ people: { name: string }[]; total: number; hidden: number; hasNextPage: boolean }> =>
    read(`/people${query}`);
  const all = await list();
  expect(all.people.map(({ name }) => name)).toEqual(['Zoe', 'Alice']);
  expect(all).toMatchObject({ total: 4, hidden: 1, hasNextPage: false });
  expect((await list('?withHidden=true')).people.map(({ name }) => name)).toEqual(['Zoe', 'Alice', 'Hidden']);
  const page = await list('?size=1&page=2');
  expect([page.people.map(({ name }) => name), page.hasNextPage]).toEqual([['Alice'], false]);
  expect((await list('?size=1')).hasNextPage).toBe(true);
  const { id } = immich.library.personNamed('Alice');
  expect(await read(`/people/${id}/statistics`)).toEqual({ assets: 2 });
  immich.library.trash(immich.library.assetNamed('rome.jpg').id);
  expect(await read(`/people/${id}/statistics`)).toEqual({ assets: 1 });
  immich.library.renamePerson(id, 'Alicia');
  expect(await read(`/people/${id}`)).toMatchObject({ name: 'Alicia' });
});

test('searches find by person, tag, place, camera, rating and stack', async () => {
  const started = await start({ library: full() });
  const { library: lib } = started.immich;
  const [alice, zoe] = [lib.personNamed('Alice').id, lib.personNamed('Zoe').id];
  expect(await found(started, { personIds: [alice] })).toEqual(['berlin.jpg', 'rome.jpg']);
  expect(await found(started, { personIds: [alice, zoe] })).toEqual(['rome.jpg']);
  expect(await found(started, { tagIds: [lib.tagNamed('Trips').id] })).toEqual(['berlin.jpg', 'rome.jpg']);
  expect(await found(started, { tagIds: [lib.tagNamed('Trips/2024/Berlin').id] })).toEqual(['berlin.jpg']);
  expect(await found(started, { city: 'Rome' })).toEqual(['rome.jpg']);
  expect(await found(started, { make: 'Lab', model: 'L1' })).toEqual(['berlin.jpg']);
  expect(await found(started, { rating: 5 })).toEqual(['berlin.jpg']);
  expect(await found(started, { city: null, withStacked: false })).not.toContain('rome.dng');
  expect(await found(started, { isFavorite: true })).toEqual(['live.heic']);
  const { id } = lib.assetNamed('rome.jpg');
  lib.untagAssets('Trips/2024', id);
  lib.unassignFace(alice, id);
  lib.rate(id, 5);
  expect(await found(started, { tagIds: [lib.tagNamed('Trips').id] })).toEqual(['berlin.jpg']);
  expect(await found(started, { personIds: [alice] })).toEqual(['berlin.jpg']);
  expect(await found(started, { rating: 5 })).toEqual(['berlin.jpg', 'rome.jpg']);
});

test('withPeople tells who is on each picture; of others nothing', async () => {
  const { read } = await start({ library: full() });
  const page = await read<{ assets: { items: { originalFileName: string; people: { name: string }[] }[] } }>(
    '/search/metadata',
    { withPeople: true },
  );
  const people = Object.fromEntries(
    page.assets.items.map((item) => [item.originalFileName, item.people.map(({ name }) => name)]),
  );
  expect(people).toMatchObject({ 'berlin.jpg': ['Alice', 'Hidden', ''], 'rome.jpg': ['Alice', 'Zoe'], 'nas.jpg': [] });
});

test('statistics count what a search finds', async () => {
  const { read } = await start({ library: full() });
  expect(await read('/search/statistics', { country: 'Italy' })).toEqual({ total: 1 });
  expect(await read('/search/statistics', { type: 'VIDEO' })).toEqual({ total: 1 });
  expect(await read('/search/statistics', { isNotInAlbum: true, visibility: 'timeline' })).toEqual({ total: 3 });
});

test('smart search gives the ranked list, narrowed, in pages; or says why not', async () => {
  const { immich, ask, read } = await start({ library: full() });
  const smart = async (more: object): Promise<Page> => read<Page>('/search/smart', { query: 'sunset', ...more });
  expect(namesOf(await smart({}))).toEqual(['rome.jpg', 'berlin.jpg', 'live.heic']);
  expect(namesOf(await smart({ rating: 5 }))).toEqual(['berlin.jpg']);
  expect(await smart({ size: 2 })).toMatchObject({ assets: { count: 2, nextPage: '2' } });
  expect(namesOf(await smart({ size: 2, page: 2 }))).toEqual(['live.heic']);
  expect(namesOf(await smart({ query: 'snow' }))).toEqual([]);
  const refusal = async (json: object): Promise<unknown> => {
    const response = await ask('/search/smart', { json });
    return [response.status, ((await response.json()) as { message: string }).message];
  };
  expect(await refusal({})).toEqual([400, 'Either `query` or `queryAssetId` must be set']);
  immich.library.setSmartSearch('unreachable');
  expect(await refusal({ query: 'sunset' })).toEqual([500, 'Failed to search smart']);
  expect(await read('/server/features')).toMatchObject({ smartSearch: true });
  immich.library.setSmartSearch('disabled');
  expect(await refusal({ query: 'sunset' })).toEqual([400, 'Smart search is not enabled']);
  expect(await read('/server/features')).toMatchObject({ smartSearch: false });
});

test('a random search gives as many different ones as there are', async () => {
  const { read } = await start({ library: full() });
  const ids = async (json: object): Promise<readonly string[]> =>
    (await read<{ id: string }[]>('/search/random', json)).map(({ id }) => id);
  expect(new Set(await ids({ size: 2, visibility: 'timeline' })).size).toBe(2);
  expect(new Set(await ids({ visibility: 'timeline' })).size).toBe(5);
});

test('suggestions are the values there are', async () => {
  const { immich, read } = await start({ library: full() });
  expect(await read('/search/suggestions?type=city')).toEqual(['Berlin', 'Rome']);
  expect(await read('/search/suggestions?type=city&country=Italy')).toEqual(['Rome']);
  expect(await read('/search/suggestions?type=camera-model&make=Lab')).toEqual(['L1', 'L2']);
  expect(await read('/search/suggestions?type=country&includeNull=true')).toEqual(['Germany', 'Italy', null]);
  immich.library.trash(immich.library.assetNamed('rome.jpg').id);
  expect(await read('/search/suggestions?type=city')).toEqual(['Berlin']);
});

test('stacks, folders, memories and the detail of an asset', async () => {
  const { immich, read } = await start({ library: full() });
  const [rome, raw] = [immich.library.assetNamed('rome.jpg').id, immich.library.assetNamed('rome.dng').id];
  const [stack] = await read<{ id: string; primaryAssetId: string; assets: { id: string }[] }[]>('/stacks');
  expect(stack).toMatchObject({ primaryAssetId: rome, assets: [{ id: rome }, { id: raw }] });
  expect(await read(`/assets/${raw}`)).toMatchObject({
    stack: { id: stack?.id, primaryAssetId: rome, assetCount: 2 },
    people: [{ name: 'Zoe' }],
    tags: [],
  });
  expect(await read(`/assets/${rome}`)).toMatchObject({ tags: [{ value: 'Trips/2024', name: '2024' }] });
  immich.library.unstack(stack?.id ?? '');
  expect(await read('/stacks')).toEqual([]);
  expect(await read(`/assets/${raw}`)).toMatchObject({ stack: null });

  expect(await read<string[]>('/view/folder/unique-paths')).toContain('/mnt/photos/2024');
  const inFolder = await read<{ originalFileName: string; libraryId: string | null }[]>(
    '/view/folder?path=/mnt/photos/2024/',
  );
  expect(inFolder).toMatchObject([{ originalFileName: 'nas.jpg', libraryId: expect.any(String) }]);

  expect(await read('/memories?for=2026-11-22')).toMatchObject([
    { data: { year: 2020 }, assets: [{ originalFileName: 'live.heic' }] },
  ]);
});

test('of 2.7.5, people have faces and searches hide the motion part', async () => {
  const started = await start({ library: full(), version: '2.7.5' });
  const { id } = started.immich.library.assetNamed('rome.jpg');
  expect(await started.read(`/assets/${id}`)).toMatchObject({
    people: [
      { name: 'Alice', faces: [{}] },
      { name: 'Zoe', faces: [{}] },
    ],
    unassignedFaces: [],
  });
  expect(await found(started, { type: 'VIDEO' })).toEqual([]);
});
