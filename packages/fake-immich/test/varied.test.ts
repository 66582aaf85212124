import { expect, test } from 'vitest';
import { generatedLibrary } from '../src/index.ts';
import { type Page, type Started, start } from './start.ts';

const startVaried = (assets: number): Promise<Started> =>
  start({ library: generatedLibrary({ albums: 10, assets, checksums: 'seed', varied: true, fullsizeImages: true }) });

interface Item {
  readonly id: string;
  readonly originalFileName: string;
  readonly livePhotoVideoId: string | null;
  readonly visibility: string;
  readonly type: string;
  readonly isEdited: boolean;
  readonly fileCreatedAt: string;
  readonly exifInfo: { readonly fileSizeInByte: number };
}

async function everything({ read }: Started): Promise<readonly Item[]> {
  const items: Item[] = [];
  for (let page: number | null = 1; page !== null; ) {
    const { assets }: { assets: { items: Item[]; nextPage: string | null } } = await read('/search/metadata', {
      page,
      size: 1000,
      withExif: true,
    });
    items.push(...assets.items);
    page = assets.nextPage === null ? null : Number(assets.nextPage);
  }
  return items;
}

test('a varied library has some of everything, over twenty years, and says the same in every way of asking', async () => {
  const started = await startVaried(20_000);
  const { read, immich } = started;
  const items = await everything(started);
  expect(items).toHaveLength(20_000);
  const total = async (criteria: object): Promise<number> =>
    (await read<{ total: number }>('/search/statistics', criteria)).total;
  const archived = items.filter(({ visibility }) => visibility === 'archive').length;
  const hidden = items.filter(({ visibility }) => visibility === 'hidden').length;
  expect(await total({ visibility: 'archive' })).toBe(archived);
  expect(archived).toBeGreaterThan(50);
  expect(hidden).toBe(1000);
  for (const criteria of [
    { isFavorite: true },
    { rating: 5 },
    { city: 'Rome' },
    { make: 'Canon' },
    { type: 'VIDEO' },
    { isMotion: true },
    { isNotInAlbum: true },
    { personIds: [immich.library.people()[0]?.id] },
    { tagIds: [immich.library.tagNamed('Trips').id] },
  ]) {
    const count = await total(criteria);
    expect(count, JSON.stringify(criteria)).toBeGreaterThan(50);
    expect(count, JSON.stringify(criteria)).toBeLessThan(10_000);
  }
  const buckets = await read<{ timeBucket: string; count: number }[]>('/timeline/buckets?visibility=timeline');
  expect(buckets.length).toBeGreaterThan(230);
  expect(buckets.reduce((sum, { count }) => sum + count, 0)).toBe(20_000 - archived - hidden);
  const { people, hidden: hiddenPeople } = await read<{ people: { name: string }[]; hidden: number }>('/people');
  expect(people.length).toBeGreaterThan(5);
  expect(hiddenPeople).toBeGreaterThanOrEqual(0);
  expect((await read<unknown[]>('/memories?for=2025-06-01')).length).toBeGreaterThan(10);
  expect((await read<string[]>('/view/folder/unique-paths')).some((path) => path.startsWith('/mnt/photos/20'))).toBe(
    true,
  );
});

test('parts of live photos and of stacks belong together, in albums too', async () => {
  const started = await startVaried(2000);
  const { read, immich } = started;
  const items = new Map((await everything(started)).map((item) => [item.id, item]));
  const stills = [...items.values()].filter(({ livePhotoVideoId }) => livePhotoVideoId !== null);
  expect(stills).toHaveLength(100);
  for (const still of stills) {
    const motion = items.get(still.livePhotoVideoId ?? '');
    expect(motion).toMatchObject({ visibility: 'hidden', type: 'VIDEO' });
    expect(motion?.originalFileName.replace('.MOV', '.HEIC')).toBe(still.originalFileName);
  }
  const stacks = await read<{ id: string; primaryAssetId: string; assets: Item[] }[]>('/stacks');
  expect(stacks.length).toBeGreaterThan(3);
  for (const { id, primaryAssetId, assets } of stacks) {
    expect(assets.map(({ originalFileName }) => originalFileName.slice(-4))).toEqual(['.JPG', '.DNG']);
    expect(await read(`/assets/${assets[1]?.id}`)).toMatchObject({ stack: { id, primaryAssetId, assetCount: 2 } });
  }
  for (const album of immich.library.albums()) {
    const page = await read<Page>('/search/metadata', { albumIds: [album.id], size: 1000 });
    const members = page.assets.items.map(({ id }) => items.get(id));
    expect(members.every((member) => member?.visibility !== 'hidden')).toBe(true);
    expect(await read(`/albums/${album.id}`)).toMatchObject({ assetCount: members.length });
  }
});

test('an asset that is changed leaves the formula, and what counts it follows', async () => {
  const { immich, read } = await startVaried(2000);
  const stack = (await read<{ id: string; primaryAssetId: string }[]>('/stacks'))[0];
  immich.library.unstack(stack?.id ?? '');
  expect(await read(`/assets/${stack?.primaryAssetId}`)).toMatchObject({ stack: null });
  expect((await read<{ id: string }[]>('/stacks')).map(({ id }) => id)).not.toContain(stack?.id);
  const [person] = immich.library.people();
  const count = async (): Promise<number> =>
    (await read<{ assets: number }>(`/people/${person?.id}/statistics`)).assets;
  const before = await count();
  const page = await read<Page>('/search/metadata', { personIds: [person?.id], visibility: 'timeline', size: 3 });
  for (const { id } of page.assets.items) immich.library.unassignFace(person?.id ?? '', id);
  expect(await count()).toBe(before - 3);
});

test('HEAD tells the length of every derived file, another for each asset', async () => {
  const started = await startVaried(1000);
  const items = await everything(started);
  const some = [
    ...items.filter(({ originalFileName }) => originalFileName.endsWith('HEIC')).slice(0, 3),
    ...items.filter(({ originalFileName }) => originalFileName.endsWith('DNG')).slice(0, 1),
    ...items.filter(({ type, visibility }) => type === 'VIDEO' && visibility !== 'hidden').slice(0, 4),
    ...items.filter(({ isEdited }) => isEdited).slice(0, 2),
  ];
  const lengths = new Map<string, Set<number>>();
  for (const { id, type, originalFileName } of some) {
    const kinds = [
      'original',
      'original?edited=true',
      'thumbnail?size=thumbnail',
      'thumbnail?size=preview',
      ...(/HEIC|DNG/.test(originalFileName) ? ['thumbnail?size=fullsize'] : []),
      ...(type === 'VIDEO' ? ['video/playback'] : []),
    ];
    for (const kind of kinds) {
      const head = await started.ask(`/assets/${id}/${kind}`, { method: 'HEAD' });
      const whole = await started.ask(`/assets/${id}/${kind}`);
      const { byteLength } = await whole.arrayBuffer();
      expect([head.status, Number(head.headers.get('content-length')), head.headers.get('etag')], kind).toEqual([
        200,
        byteLength,
        whole.headers.get('etag'),
      ]);
      lengths.set(kind, (lengths.get(kind) ?? new Set()).add(byteLength));
    }
  }
  for (const kind of ['thumbnail?size=thumbnail', 'thumbnail?size=preview'])
    expect(lengths.get(kind)?.size).toBe(some.length);
});

test('without full-size images a HEIC goes to its preview', async () => {
  const started = await start({ library: generatedLibrary({ albums: 1, assets: 40, varied: true }) });
  const heic = (await everything(started)).find(({ originalFileName }) => originalFileName.endsWith('HEIC'));
  const response = await started.ask(`/assets/${heic?.id}/thumbnail?size=fullsize`);
  expect([response.status, response.headers.get('location')]).toEqual([
    302,
    `/api/assets/${heic?.id}/thumbnail?size=preview`,
  ]);
});
