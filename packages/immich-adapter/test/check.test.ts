import { library, photo } from '@immich-webdav/fake-immich';
import { describe, expect, test } from 'vitest';
import { checkImmich } from '../src/index.ts';
import { RELEASES, start } from './start.ts';

describe.each(RELEASES)('checking Immich %s', (version) => {
  test('tells version, permissions and albums', async () => {
    const { url } = await start({
      version,
      library: library()
        .album('A', [photo('a.jpg')])
        .album('B'),
    });
    const check = await checkImmich({ url, apiKey: 'admin-key' });
    expect(check).toMatchObject({ version, permissions: { granted: ['all'], missing: [] } });
    expect(check.albums?.map(({ name, assetCount }) => [name, assetCount]).toSorted()).toEqual([
      ['A', 1],
      ['B', 0],
    ]);
  });

  test('names each missing permission', async () => {
    const apiKeys = [{ secret: 'narrow', permissions: ['asset.read', 'user.read'] }];
    const { url } = await start({ version, library: library().user('admin', { apiKeys }) });
    const { permissions, albums } = await checkImmich({ url, apiKey: 'narrow' });
    expect(permissions.missing).toEqual(['album.read', 'asset.download']);
    expect(albums).toBeUndefined();
  });

  test('names what renditions and stacks need', async () => {
    const apiKeys = [{ secret: 'narrow', permissions: ['album.read', 'asset.read', 'asset.download'] }];
    const { url } = await start({ version, library: library().user('admin', { apiKeys }) });
    const more = { renditions: ['edited', 'fullsize', 'playback'], stacks: true } as const;
    const { permissions } = await checkImmich({ url, apiKey: 'narrow' }, ['album'], more);
    expect(permissions.missingByRendition).toEqual({ fullsize: ['asset.view'], playback: ['asset.view'] });
    expect(permissions.missingForStacks).toEqual(['stack.read']);
    expect(permissions.missing).toEqual(['asset.view', 'stack.read']);
  });

  test('rejects for a wrong key', async () => {
    const { url } = await start({ version, library: library() });
    await expect(checkImmich({ url, apiKey: 'wrong' })).rejects.toMatchObject({ code: 'unauthenticated' });
  });
});
