import { library, photo } from '@immich-webdav/fake-immich';
import { describe, expect, test } from 'vitest';
import { brief, during, MINUTE, startAtNoon } from './clocked.ts';
import { known, RELEASES, rejection, start } from './start.ts';

const stacked = () => {
  const [raw, jpeg, edited] = [photo('a.dng'), photo('a.jpg'), photo('a-edited.jpg')];
  return library()
    .album('A', [raw, jpeg, edited, photo('b.jpg')])
    .stack([jpeg, raw, edited])
    .stack([photo('c.jpg'), photo('c.dng')]);
};

describe.each(RELEASES)('stacks of Immich %s', (version) => {
  test('each with its primary asset first', async () => {
    const { source, immich } = await startAtNoon({ version, library: stacked() });
    const id = (name: string) => immich.library.assetNamed(name).id;
    const stacks = await source.stacks.list();
    expect(stacks).toHaveLength(2);
    expect(known(stacks.find(({ primaryId }) => primaryId === id('a.jpg'))).assetIds[0]).toBe(id('a.jpg'));
    expect(stacks).toContainEqual({
      primaryId: id('a.jpg'),
      assetIds: expect.arrayContaining(['a.jpg', 'a.dng', 'a-edited.jpg'].map(id)),
    });
  });

  test('are asked for every ten minutes, and sent when something changed', async () => {
    const started = await startAtNoon({ version, library: stacked() });
    const { source } = started;
    const first = await source.stacks.list();
    const soon = await during(started, async () => {
      started.wait(9 * MINUTE);
      expect(await source.stacks.list()).toBe(first);
    });
    expect(soon).toEqual([]);
    started.wait(MINUTE);
    const later = await during(started, async () => {
      const all = await Promise.all([source.stacks.list(), source.stacks.list({ background: true })]);
      expect(all).toEqual([first, first]);
    });
    expect(later.map(brief)).toEqual(['GET /api/stacks 304']);
    expect(later[0]?.bytesSent).toBe(0);
  });

  test('the same array when only an asset changed, another when a stack did', async () => {
    const started = await startAtNoon({ version, library: stacked() });
    const { source, immich } = started;
    const first = await source.stacks.list();
    immich.library.favorite(immich.library.assetNamed('a.jpg').id);
    started.wait(10 * MINUTE);
    expect(await source.stacks.list()).toBe(first);
    expect(immich.requests.matching('/api/stacks').map(({ status }) => status)).toEqual([200, 200]);
    immich.library.trash(immich.library.assetNamed('a.dng').id);
    started.wait(10 * MINUTE);
    const second = await source.stacks.list();
    expect(second).not.toBe(first);
    expect(
      known(second.find(({ primaryId }) => primaryId === immich.library.assetNamed('a.jpg').id)).assetIds,
    ).toHaveLength(2);
  });

  test('without the permission they are forbidden, and it is named', async () => {
    const apiKeys = [{ secret: 'narrow', permissions: ['asset.read'] }];
    const narrow = library().user('admin', { apiKeys });
    const { source } = await start({ version, library: narrow }, { apiKey: 'narrow' });
    const error = await rejection(source.stacks.list());
    expect(error).toMatchObject({ code: 'forbidden', message: expect.stringContaining('stack.read') });
  });

  test('after a failure the next call asks again', async () => {
    const { source, immich } = await start({ version, library: stacked() });
    immich.faults.add({ match: { path: /stacks$/ }, html: '<h1>Bad gateway</h1>', times: 1 });
    await expect(source.stacks.list()).rejects.toMatchObject({ code: 'unavailable' });
    expect(await source.stacks.list()).toHaveLength(2);
  });

  test.each([
    ['no list', {}],
    ['no stacks', [1]],
    ['no primary', [{ assets: [] }]],
    ['no assets', [{ primaryAssetId: 'a' }]],
  ])('%s is bad-response', async (_, body) => {
    const { source, immich } = await start({ version, library: stacked() });
    immich.faults.add({ match: { path: /stacks$/ }, body });
    await expect(source.stacks.list()).rejects.toMatchObject({ code: 'bad-response' });
  });
});
