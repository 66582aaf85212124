import type { AssetGroup } from '@immich-webdav/core';
import { generatedLibrary, library, photo, video } from '@immich-webdav/fake-immich';
import { describe, expect, onTestFinished, test } from 'vitest';
import { createImmichSource, type ImmichSource } from '../src/index.ts';
import { brief, type Clocked, during, MINUTE, NOON, startAtNoon } from './clocked.ts';
import { assetsOf, known, RELEASES } from './start.ts';

const HOUR = 60 * MINUTE;

const dated = (name: string, day: string) => photo(name, { fileCreatedAt: `${day}T12:00:00Z`, createdAt: NOON - HOUR });

const twoMonths = () =>
  library()
    .user('admin')
    .album('A', [dated('jan.jpg', '2024-01-15'), dated('jan2.jpg', '2024-01-16'), dated('mar.jpg', '2024-03-15')])
    .loose(dated('mar2.jpg', '2024-03-16'));

const summary = (groups: readonly AssetGroup[]) => groups.map(({ id, assetCount }) => `${id} ${assetCount}`).toSorted();

/** The months whose revision is another one in `after`. */
function changed(before: readonly AssetGroup[], after: readonly AssetGroup[]): readonly string[] {
  const revisions = new Map(before.map(({ id, revision }) => [id, revision]));
  return after
    .filter(({ id, revision }) => revisions.get(id) !== revision)
    .map(({ id }) => id)
    .toSorted();
}

async function listed(source: ImmichSource, month: string): Promise<readonly string[]> {
  const group = known((await source.listGroups('month')).find(({ id }) => id === month));
  const assets = await assetsOf(source, group);
  expect(assets.length).toBe(group.assetCount);
  return assets.map(({ fileName }) => fileName).toSorted();
}

/** Another source over the same stand-in, as after a restart. */
function restart({ url }: Clocked, options = {}): ImmichSource {
  const source = createImmichSource({ url, apiKey: 'admin-key', hints: false, ...options });
  onTestFinished(() => source.close());
  return source;
}

describe.each(RELEASES)('months of Immich %s', (version) => {
  /** After so many looks everything was asked: 2.7 is searched for the timeline and the archive in turn, and has a count for each. */
  const looks = version === '3.1.0' ? 1 : 2;

  async function lookRound({ source }: Clocked): Promise<readonly AssetGroup[]> {
    for (let look = 1; look < looks; look++) await source.listGroups('month');
    return source.listGroups('month');
  }

  test('are those of the clock on the wall, with archived assets, and without what is hidden, locked or in the trash', async () => {
    const at = (name: string, local: string, utc: string, more = {}) =>
      photo(name, { localDateTime: local, fileCreatedAt: utc, createdAt: NOON - HOUR, ...more });
    const started = await startAtNoon({
      version,
      library: library().album('A', [
        at('tokyo.jpg', '2024-03-01T08:00:00Z', '2024-02-29T23:00:00Z'),
        at('hawaii.jpg', '2024-02-29T23:00:00Z', '2024-03-01T09:00:00Z'),
        at('archived.jpg', '2024-03-31T23:59:59.999Z', '2024-03-31T23:59:59.999Z', { visibility: 'archive' }),
        at('hidden.jpg', '2024-03-02T08:00:00Z', '2024-03-02T08:00:00Z', { visibility: 'hidden' }),
        at('locked.jpg', '2024-03-02T08:00:00Z', '2024-03-02T08:00:00Z', { visibility: 'locked' }),
        at('trashed.jpg', '2024-03-02T08:00:00Z', '2024-03-02T08:00:00Z', { isTrashed: true }),
        at('live.heic', '2024-04-02T08:00:00Z', '2024-04-02T08:00:00Z', { livePhotoVideo: video('live.mov') }),
      ]),
    });
    const groups = await started.source.listGroups('month');
    expect(summary(groups)).toEqual(['2024-02 1', '2024-03 2', '2024-04 1']);
    expect(groups.every(({ kind, id, name }) => kind === 'month' && id === name)).toBe(true);
    expect(await listed(started.source, '2024-03')).toEqual(['archived.jpg', 'tokyo.jpg']);
    expect(await listed(started.source, '2024-02')).toEqual(['hawaii.jpg']);
    expect(await listed(started.source, '2024-04')).toEqual(['live.heic']);
  });

  test.each([
    ['-000043-03', '-000043-03-15T12:00:00.000Z'],
    ['0000-12', '0000-12-15T12:00:00.000Z'],
    ['9999-12', '9999-12-31T23:00:00.000Z'],
    ['+010000-01', '+010000-01-01T01:00:00.000Z'],
    ['+050470-01', '+050470-01-06T12:00:00.000Z'],
  ])('of %s are counted and read', async (month, localDateTime) => {
    const far = photo('far.jpg', { localDateTime, fileCreatedAt: localDateTime, createdAt: NOON - HOUR });
    const started = await startAtNoon({
      version,
      library: library().album('A', [far, dated('jan.jpg', '2024-01-15')]),
    });
    expect(summary(await started.source.listGroups('month'))).toEqual(['2024-01 1', `${month} 1`].toSorted());
    expect(await listed(started.source, month)).toEqual(['far.jpg']);
    const album = known((await started.source.listGroups('album'))[0]);
    const assets = await assetsOf(started.source, album);
    expect(assets.map(({ capturedAt }) => capturedAt).toSorted((a, b) => a - b)).toContain(Date.parse(localDateTime));
  });

  test('are as old as what is in them, and never from the future', async () => {
    const { source } = await startAtNoon({
      version,
      library: library().album('A', [
        dated('old.jpg', '2024-02-10'),
        dated('new.jpg', '2026-06-01'),
        dated('odd.jpg', '2099-01-01'),
      ]),
    });
    const groups = await source.listGroups('month');
    const times = (month: string) =>
      groups.filter(({ id }) => id === month).map((one) => [one.createdAt, one.modifiedAt]);
    expect(times('2024-02')).toEqual([[Date.UTC(2024, 1, 1), Date.UTC(2024, 2, 1) - 1]]);
    expect(times('2026-06')).toEqual([[Date.UTC(2026, 5, 1), NOON - MINUTE]]);
    expect(times('2099-01')).toEqual([[NOON - MINUTE, NOON - MINUTE]]);
  });

  test('nothing new: each count and one search, nothing found, the same array', async () => {
    const started = await startAtNoon({ version, library: twoMonths() });
    const first = await started.source.listGroups('month');
    for (let cycle = 0; cycle < 3; cycle++) {
      started.wait(MINUTE);
      const idle = await during(started, async () => expect(await started.source.listGroups('month')).toBe(first));
      const counts = Array.from({ length: looks }, () => 'GET /api/timeline/buckets 304');
      expect(idle.map(brief)).toEqual([...counts, 'POST /api/search/metadata 200']);
      expect(idle.reduce((sum, { bytesSent }) => sum + bytesSent, 0)).toBeLessThan(400);
    }
  });

  const CHANGES: readonly (readonly [string, readonly string[], (started: Clocked) => void])[] = [
    [
      'a favorite',
      ['2024-01'],
      ({ immich: { library: photos } }) => photos.updateAsset(photos.assetNamed('jan.jpg').id, { isFavorite: true }),
    ],
    [
      'a description',
      ['2024-01'],
      ({ immich: { library: photos } }) => photos.updateAsset(photos.assetNamed('jan.jpg').id, { description: 'x' }),
    ],
    ['archived', ['2024-01'], ({ immich: { library: photos } }) => photos.archive(photos.assetNamed('jan.jpg').id)],
    ['trashed', ['2024-03'], ({ immich: { library: photos } }) => photos.trash(photos.assetNamed('mar.jpg').id)],
    ['locked', ['2024-03'], ({ immich: { library: photos } }) => photos.lock(photos.assetNamed('mar.jpg').id)],
    [
      'deleted for good',
      ['2024-03'],
      ({ immich: { library: photos } }) => photos.forceDelete(photos.assetNamed('mar.jpg').id),
    ],
    [
      'uploaded',
      ['2024-03'],
      ({ immich: { library: photos } }) =>
        void photos.addAsset(photo('new.jpg', { fileCreatedAt: '2024-03-20T12:00:00Z' })),
    ],
    [
      'uploaded into a month of its own',
      ['2024-05'],
      ({ immich: { library: photos } }) =>
        void photos.addAsset(photo('new.jpg', { fileCreatedAt: '2024-05-20T12:00:00Z' })),
    ],
    [
      'moved to another month',
      ['2024-01', '2024-03'],
      ({ immich: { library: photos } }) => photos.moveDate(photos.assetNamed('jan.jpg').id, '2024-03-10T12:00:00Z'),
    ],
    [
      'edited',
      ['2024-01'],
      ({ immich: { library: photos } }) =>
        photos.edit(photos.assetNamed('jan.jpg').id, { content: { generated: 500 } }),
    ],
    [
      'one deleted and one uploaded',
      ['2024-03'],
      ({ immich: { library: photos } }) => {
        photos.forceDelete(photos.assetNamed('mar.jpg').id);
        photos.addAsset(photo('new.jpg', { fileCreatedAt: '2024-03-20T12:00:00Z' }));
      },
    ],
    [
      'trashed and restored',
      ['2024-03'],
      ({ immich: { library: photos } }) => {
        photos.trash(photos.assetNamed('mar.jpg').id);
        photos.restore(photos.assetNamed('mar.jpg').id);
      },
    ],
    [
      'put into an album',
      [],
      ({ immich: { library: photos } }) =>
        photos.addToAlbum(photos.albumNamed('A').id, photos.assetNamed('mar2.jpg').id),
    ],
  ];

  const ALWAYS = CHANGES.flatMap((one) => [0, 1].map((idleLooks) => [...one, idleLooks] as const));

  test.each(ALWAYS)('%s changes %j, once', async (_what, months, change, idleLooks) => {
    const started = await startAtNoon({ version, library: twoMonths() });
    const before = await started.source.listGroups('month');
    for (let look = 0; look < idleLooks; look++) await started.source.listGroups('month');
    started.wait(MINUTE);
    change(started);
    started.wait(1000);
    const after = await lookRound(started);
    expect(changed(before, after)).toEqual(months);
    // While it is still found in the overlap, and after that.
    for (const ms of [1000, 30_000, 60_000, 60_000]) {
      started.wait(ms);
      expect(await started.source.listGroups('month')).toBe(after);
    }
    const idle = await during(started, () => started.source.listGroups('month'));
    expect(idle).toHaveLength(looks + 1);
  });

  test('a month that lost its last asset is gone', async () => {
    const started = await startAtNoon({ version, library: twoMonths() });
    await started.source.listGroups('month');
    const { library: photos } = started.immich;
    photos.trash(photos.assetNamed('mar.jpg').id, photos.assetNamed('mar2.jpg').id);
    expect(summary(await started.source.listGroups('month'))).toEqual(['2024-01 2']);
  });

  test.each(CHANGES)('a restart finds only what changed meanwhile: %s', async (_what, months, change) => {
    const started = await startAtNoon({ version, library: twoMonths() });
    await started.source.listGroups('month');
    started.wait(MINUTE);
    started.immich.library.updateAsset(started.immich.library.assetNamed('jan2.jpg').id, { isFavorite: true });
    const before = await started.source.listGroups('month');
    started.wait(24 * HOUR);
    expect(await restart(started).listGroups('month', { cached: before })).toEqual(before);
    change(started);
    started.wait(24 * HOUR);
    const source = restart(started);
    const after = await source.listGroups('month', { cached: before });
    expect(changed(before, after)).toEqual(months);
    started.wait(MINUTE);
    expect(await source.listGroups('month', { cached: after })).toBe(after);
  });

  test('after a restart the library reads only what changed', async () => {
    const started = await startAtNoon({ version, library: twoMonths() });
    const before = await started.source.listGroups('month');
    started.wait(HOUR);
    const idle = await during(started, () => restart(started).listGroups('month', { cached: before }));
    expect(idle.filter(({ path }) => path.endsWith('/metadata')).every(({ bytesSent }) => bytesSent < 200)).toBe(true);
  });

  test('more changes than it is worth to look at change every month', async () => {
    const started = await startAtNoon({
      version,
      library: generatedLibrary({ albums: 1, assets: 21_001, checksums: 'seed' }),
    });
    const before = await started.source.listGroups('month');
    started.wait(MINUTE);
    // As if all of them had been changed since.
    const old = before.map((group) => ({ ...group, revision: `${group.assetCount} 1000` }));
    const source = restart(started);
    const after = await source.listGroups('month', { cached: old });
    expect(changed(old, after)).toEqual(before.map(({ id }) => id).toSorted());
    expect(new Set(after.map(({ revision }) => revision.split(' ')[1])).size).toBe(1);
    started.wait(MINUTE);
    expect(await source.listGroups('month', { cached: after })).toBe(after);
  });

  test('what partners show in the timeline is among it when it is asked for, under their name', async () => {
    const shared = () =>
      library()
        .user('admin', { partners: [{ user: 'bob', inTimeline: true }, { user: 'carol' }] })
        .user('bob')
        .user('carol')
        .album('A', [dated('mine.jpg', '2024-01-15')], { owner: 'admin' })
        .album(
          'B',
          [
            dated('bobs.jpg', '2024-01-16'),
            { ...dated('bobs-archive.jpg', '2024-01-17'), visibility: 'archive' },
            dated('bobs-march.jpg', '2024-03-17'),
          ],
          { owner: 'bob' },
        )
        .album('C', [dated('carols.jpg', '2024-01-18')], { owner: 'carol' });
    const alone = await startAtNoon({ version, library: shared() });
    expect(summary(await alone.source.listGroups('month'))).toEqual(['2024-01 1']);
    expect(await listed(alone.source, '2024-01')).toEqual(['mine.jpg']);

    const started = await startAtNoon({ version, library: shared() }, { partners: true });
    const first = await started.source.listGroups('month');
    expect(summary(first)).toEqual(['2024-01 2', '2024-03 1']);
    expect(await listed(started.source, '2024-01')).toEqual(['bobs.jpg', 'mine.jpg']);
    const assets = await assetsOf(started.source, known(first.find(({ id }) => id === '2024-01')));
    expect(Object.fromEntries(assets.map(({ fileName, owner }) => [fileName, owner]))).toEqual({
      'bobs.jpg': 'bob',
      'mine.jpg': undefined,
    });
    started.wait(MINUTE);
    const { library: photos } = started.immich;
    photos.updateAsset(photos.assetNamed('bobs-march.jpg').id, { description: 'x' });
    await lookRound(started);
    expect(changed(first, await started.source.listGroups('month'))).toEqual(['2024-03']);
    for (let look = 0; look < 3; look++)
      expect(await during(started, () => started.source.listGroups('month'))).toHaveLength(3);
  });

  test('without a Date nothing is missed, and nothing told twice', async () => {
    const started = await startAtNoon({ version, library: twoMonths() });
    started.immich.faults.clear();
    started.immich.faults.add({ match: { path: /./ }, headers: { Date: 'whenever' } });
    const before = await started.source.listGroups('month');
    started.immich.library.updateAsset(started.immich.library.assetNamed('jan.jpg').id, { isFavorite: true });
    const after = await started.source.listGroups('month');
    expect(changed(before, after)).toEqual(['2024-01']);
    expect(await started.source.listGroups('month')).toBe(after);
  });

  test('a poll that failed is made up for', async () => {
    const started = await startAtNoon({ version, library: twoMonths() });
    const before = await started.source.listGroups('month');
    started.wait(MINUTE);
    started.immich.library.updateAsset(started.immich.library.assetNamed('jan.jpg').id, { isFavorite: true });
    started.immich.faults.clear();
    const repair = started.immich.faults.add({ match: { path: /metadata$/ }, status: 500 });
    await expect(started.source.listGroups('month')).rejects.toMatchObject({ code: 'unavailable' });
    repair();
    started.wait(5 * MINUTE);
    expect(changed(before, await started.source.listGroups('month'))).toEqual(['2024-01']);
  });

  test('what was written while it was polled, and shows only later, is seen all the same', async () => {
    const started = await startAtNoon({ version, library: twoMonths() });
    const before = await started.source.listGroups('month');
    started.wait(MINUTE);
    const { library: photos } = started.immich;
    photos.updateAsset(photos.assetNamed('mar2.jpg').id, { isFavorite: true });
    started.wait(5000);
    const between = await lookRound(started);
    expect(changed(before, between)).toEqual(['2024-03']);
    // One goes, so that the count stays; the other was begun earlier than what is known of its month.
    photos.forceDelete(photos.assetNamed('mar.jpg').id);
    const late = { fileCreatedAt: '2024-03-20T12:00:00Z', createdAt: NOON + MINUTE - 20_000 };
    photos.addAsset(photo('late.jpg', late));
    started.wait(5000);
    const after = await lookRound(started);
    expect(summary(after)).toEqual(summary(between));
    expect(changed(between, after)).toEqual(['2024-03']);
    started.wait(MINUTE);
    expect(await started.source.listGroups('month')).toBe(after);
  });

  test('polls at the same time do not disturb each other', async () => {
    const started = await startAtNoon({ version, library: twoMonths() });
    await started.source.listGroups('month');
    started.wait(MINUTE);
    started.immich.library.updateAsset(started.immich.library.assetNamed('jan.jpg').id, { isFavorite: true });
    const lists = await Promise.all([1, 2, 3].map(() => started.source.listGroups('month')));
    expect(new Set(lists).size).toBe(1);
    expect(await started.source.listGroups('month')).toBe(lists[0]);
  });

  test('a poll that took long does not undo a later one', async () => {
    const started = await startAtNoon({ version, library: twoMonths() });
    const { source, immich } = started;
    await source.listGroups('month');
    immich.faults.clear();
    immich.faults.add({ match: { path: /metadata$/ }, times: 1, delayMs: 50 });
    immich.requests.reset();
    const slow = source.listGroups('month');
    while (immich.requests.matching(/metadata$/).length === 0) await new Promise((resolve) => setTimeout(resolve, 1));
    immich.library.addAsset(photo('new.jpg', { fileCreatedAt: '2024-05-20T12:00:00Z' }));
    const later = await lookRound(started);
    await slow;
    expect(later).toHaveLength(3);
    expect(await source.listGroups('month')).toBe(later);
  });

  test('what is hidden, or a partner has, changes no month', async () => {
    const others = library()
      .user('admin', { partners: [{ user: 'bob', inTimeline: true }] })
      .user('bob')
      .album('A', [{ ...dated('live.heic', '2024-01-15'), livePhotoVideo: dated('live.mov', '2024-01-15') }], {
        owner: 'admin',
      })
      .album('B', [dated('bobs.jpg', '2024-01-16')], { owner: 'bob' });
    const started = await startAtNoon({ version, library: others });
    const before = await started.source.listGroups('month');
    started.wait(MINUTE);
    const { library: photos } = started.immich;
    for (const name of ['live.mov', 'bobs.jpg']) photos.updateAsset(photos.assetNamed(name).id, { description: 'x' });
    expect(await started.source.listGroups('month')).toBe(before);
  });
});
