import { library, photo } from '@immich-webdav/fake-immich';
import { expect, test } from 'vitest';
import { assetsOf, groupNamed, start } from './start.ts';

const shared = library()
  .user('admin')
  .user('bob')
  .album('mine', [photo('a.jpg')], { owner: 'admin' })
  .album('lent', [photo('b.jpg')], { owner: 'bob', sharedWith: [{ user: 'admin' }] });

const names = async (started: Awaited<ReturnType<typeof start>>) =>
  (await started.source.listGroups('album')).map((group) => group.name).toSorted();

test('an upgrade while running is followed, in the list of albums', async () => {
  const started = await start({ version: '2.7.5', library: shared });
  expect(await names(started)).toEqual(['lent', 'mine']);
  started.immich.upgrade('3.1.0');
  expect(await names(started)).toEqual(['lent', 'mine']);
  started.immich.requests.reset();
  await names(started);
  expect(started.immich.requests.entries.map((entry) => entry.path)).toEqual(['/api/albums']);
});

test('an upgrade while running is followed, between the list and a listing', async () => {
  const { source, immich } = await start({ version: '2.7.5', library: shared });
  const group = await groupNamed(source, 'lent');
  immich.upgrade('3.1.0');
  expect((await assetsOf(source, group)).map((asset) => asset.fileName)).toEqual(['b.jpg']);
});

test('a way back to the older release is followed', async () => {
  const started = await start({ version: '3.1.0', library: shared });
  await names(started);
  started.immich.upgrade('2.7.5');
  expect(await names(started)).toEqual(['lent', 'mine']);
});

test('the version is read once', async () => {
  const { source, immich } = await start({ version: '3.1.0', library: shared });
  await source.listGroups('album');
  await assetsOf(source, await groupNamed(source, 'mine'));
  expect(immich.requests.matching('/api/server/version').length).toBe(1);
});

test('a newer major is read as the newest known, with one warning', async () => {
  const { source, warnings } = await start({ version: '4.0.0', library: shared });
  await source.listGroups('album');
  expect(await assetsOf(source, await groupNamed(source, 'mine'))).toHaveLength(1);
  expect(warnings).toEqual([expect.stringContaining('4.0')]);
});

test('an older release is tried, with one warning', async () => {
  const { source, warnings } = await start({ version: '2.5.0', library: shared });
  expect(await source.listGroups('album')).toHaveLength(2);
  expect(warnings).toEqual([expect.stringContaining('2.5')]);
});
