import { createPhotoLibrary, type LibraryObserver, type PhotoLibrary } from '@immich-webdav/core';
import { generatedLibrary, type LoggedRequest, library, photo } from '@immich-webdav/fake-immich';
import { describe, expect, onTestFinished, test } from 'vitest';
import { groupNamed, known, RELEASES, type Started, start } from './start.ts';

const clock = { now: Date.now, elapsed: Date.now, random: () => 0, sleep: async () => {} };

function libraryOver({ source }: Started, observer: LibraryObserver = {}): PhotoLibrary {
  const photos = createPhotoLibrary({ source, clock, observer });
  onTestFinished(() => photos.stop());
  return photos;
}

async function namesIn({ tree }: PhotoLibrary, album: string): Promise<readonly string[]> {
  const folder = await tree.resolve([album]);
  if (folder?.kind !== 'collection') throw new TypeError('There is no such album.');
  return (await tree.members(folder)).map(({ name }) => name);
}

/** What was asked during some work. */
async function during({ immich }: Started, work: () => Promise<unknown>): Promise<readonly LoggedRequest[]> {
  immich.requests.reset();
  await work();
  return immich.requests.entries;
}

const bytesOf = (requests: readonly LoggedRequest[]): number => requests.reduce((sum, one) => sum + one.bytesSent, 0);

describe.each(RELEASES)('polling Immich %s', (version) => {
  test('2,000 albums: nothing is sent while nothing changes, and one new asset costs few requests', async () => {
    const generated = generatedLibrary({ albums: 2000, assets: 4000, checksums: 'seed' });
    const started = await start({ version, library: generated });
    const photos = libraryOver(started);
    await photos.refresh();
    const idle = await during(started, () => photos.refresh());
    expect(idle.map(({ status }) => status)).toEqual(version === '3.1.0' ? [304] : [304, 304]);
    expect(bytesOf(idle)).toBe(0);

    const changes = started.immich.library;
    const { id } = changes.addAsset(photo('new.jpg'));
    changes.addToAlbum(changes.albumNamed('Album 1000').id, id);
    const busy = await during(started, () => photos.refresh());
    expect(await namesIn(photos, 'Album 1000')).toContain('new.jpg');
    expect(busy.length).toBe(version === '3.1.0' ? 2 : 3);
    expect(busy.every(({ headers }) => /gzip/.test(headers['accept-encoding'] ?? ''))).toBe(true);
    expect((await during(started, () => photos.refresh())).every(({ status }) => status === 304)).toBe(true);
  });

  test('an empty library costs three requests at most, and an upgrade of it is noticed', async () => {
    const others = library().user('admin').user('bob');
    const started = await start({ version, library: others });
    await started.source.listGroups('album');
    const idle = await during(started, () => started.source.listGroups('album'));
    expect(idle.length).toBeLessThanOrEqual(3);
    expect(bytesOf(idle)).toBeLessThan(2048);
    started.immich.upgrade(version === '3.1.0' ? '2.7.5' : '3.1.0');
    const { immich, source } = started;
    immich.library.addAlbum({ name: 'lent', owner: 'bob', sharedWith: [{ user: 'admin' }] });
    expect((await source.listGroups('album')).map(({ name }) => name)).toEqual(['lent']);
  });

  test('the same array until something changes', async () => {
    const { source, immich } = await start({ version, library: library().album('A', [photo('a.jpg')]) });
    const first = await source.listGroups('album');
    expect(await source.listGroups('album')).toBe(first);
    immich.library.trash(immich.library.assetNamed('a.jpg').id);
    const second = await source.listGroups('album');
    expect(second).not.toBe(first);
    expect(second[0]?.assetCount).toBe(0);
    expect(await source.listGroups('album')).toBe(second);
  });

  test('the same array also where a proxy drops entity tags', async () => {
    const { source, immich } = await start({ version, library: library().album('A', [photo('a.jpg')]) });
    immich.faults.add({ match: { path: /albums$/ }, headers: { ETag: '' } });
    const first = await source.listGroups('album');
    expect(await source.listGroups('album')).toBe(first);
    immich.library.renameAlbum(known(first[0]).id, 'B');
    expect((await source.listGroups('album'))[0]?.name).toBe('B');
  });

  test('a failure between two polls does not lose what was known', async () => {
    const { source, immich } = await start({ version, library: library().album('A', [photo('a.jpg')]) });
    const first = await source.listGroups('album');
    immich.faults.add({ match: { path: /albums$/ }, status: 500, times: 2 });
    await expect(source.listGroups('album')).rejects.toMatchObject({ code: 'unavailable' });
    immich.faults.clear();
    expect(await source.listGroups('album')).toBe(first);
  });
});

test('in 2.7 a change of one of the two lists is seen, and the other is not sent again', async () => {
  const shared = library()
    .user('admin')
    .user('bob')
    .album('mine', [], { owner: 'admin' })
    .album('lent', [], { owner: 'bob', sharedWith: [{ user: 'admin' }] });
  const started = await start({ version: '2.7.5', library: shared });
  const { id } = await groupNamed(started.source, 'lent');
  started.immich.library.renameAlbum(id, 'given');
  const asked = await during(started, () => started.source.listGroups('album'));
  expect(asked.map(({ query, status }) => [query.shared, status])).toEqual([
    [undefined, 304],
    ['true', 200],
  ]);
  expect((await started.source.listGroups('album')).map(({ name }) => name).toSorted()).toEqual(['given', 'mine']);
});

test.each(RELEASES)('the version of Immich %s is asked for again after an outage, and only then', async (version) => {
  const started = await start({ version, library: library().album('A') });
  const versions = () => started.immich.requests.matching('/api/server/version').length;
  for (let poll = 0; poll < 5; poll++) await started.source.listGroups('album');
  expect(versions()).toBe(1);
  started.immich.faults.add({ match: { path: /albums$/ }, html: '<h1>Starting</h1>', times: 2 });
  await expect(started.source.listGroups('album')).rejects.toMatchObject({ code: 'unavailable' });
  started.immich.faults.clear();
  await started.source.listGroups('album');
  expect(versions()).toBe(2);
});
