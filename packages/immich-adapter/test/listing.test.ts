import { createHash } from 'node:crypto';
import { generatedLibrary, library, photo, video } from '@immich-webdav/fake-immich';
import { describe, expect, test } from 'vitest';
import { assetsOf, bytesOf, groupNamed, known, RELEASES, start } from './start.ts';

const NAMES = ['', '.', '..', 'A/B: test?', 'trailing ', 'x'.repeat(300), 'same', 'same', 'CASE', 'case', 'ü/日本'];

describe.each(RELEASES)('listing of Immich %s', (version) => {
  test('gives own albums and those shared with the user, each once, names verbatim', async () => {
    const named = NAMES.reduce(
      (built, name) => built.album(name, [], { owner: 'admin' }),
      library().user('admin').user('bob'),
    );
    const description = named
      .album('lent', [photo('a.jpg')], { owner: 'admin', sharedWith: [{ user: 'bob' }] })
      .album('borrowed', [photo('b.jpg'), photo('c.jpg')], { owner: 'bob', sharedWith: [{ user: 'admin' }] })
      .album('private', [photo('d.jpg')], { owner: 'bob' });
    const { source } = await start({ version, library: description });
    const groups = await source.listGroups('album');
    expect(groups.map((group) => group.name).toSorted()).toEqual([...NAMES, 'lent', 'borrowed'].toSorted());
    expect(new Set(groups.map((group) => group.id)).size).toBe(groups.length);
    const assets = await assetsOf(source, await groupNamed(source, 'borrowed'));
    expect(assets.map((asset) => asset.fileName).toSorted()).toEqual(['b.jpg', 'c.jpg']);
  });

  test('tells who shares an album, also when the key may not tell who asks', async () => {
    const apiKeys = [{ secret: 'admin-key' }, { secret: 'narrow', permissions: ['album.read', 'asset.read'] }];
    const description = library()
      .user('admin', { apiKeys })
      .user('bob')
      .album('mine', [], { owner: 'admin' })
      .album('lent', [photo('a.jpg')], { owner: 'admin', sharedWith: [{ user: 'bob' }] })
      .album('borrowed', [photo('b.jpg')], { owner: 'bob', sharedWith: [{ user: 'admin' }] });
    const { source, immich } = await start({ version, library: description });
    const owners = async (from: typeof source) =>
      Object.fromEntries((await from.listGroups('album')).map(({ name, owner }) => [name, owner]));
    expect(await owners(source)).toEqual({ mine: undefined, lent: undefined, borrowed: 'bob' });
    await owners(source);
    expect(immich.requests.matching('/api/users/me')).toHaveLength(1);
    const narrow = await start({ version, library: description }, { apiKey: 'narrow' });
    expect(await owners(narrow.source)).toEqual({ mine: undefined, lent: undefined, borrowed: 'bob' });
  });

  test('gives all of 2,500 assets once', async () => {
    const { source, immich } = await start({
      version,
      library: generatedLibrary({ albums: 1, assets: 2500, checksums: 'seed' }),
    });
    const [group] = await source.listGroups('album');
    const assets = await assetsOf(source, known(group));
    expect(group?.assetCount).toBe(2500);
    expect(new Set(assets.map((asset) => asset.id)).size).toBe(2500);
    expect(immich.requests.matching('/api/search/metadata').length).toBe(version === '3.1.0' ? 3 : 0);
  });

  test('agrees with the count: archived members are listed; hidden, locked and trashed ones are not', async () => {
    const { source, immich } = await start({
      version,
      library: library().album('Mixed', [
        photo('seen.heic', { livePhotoVideo: video('seen.mov') }),
        photo('archived.jpg', { visibility: 'archive' }),
        photo('hidden.jpg', { visibility: 'hidden' }),
        photo('trashed.jpg'),
      ]),
    });
    immich.library.trash(immich.library.assetNamed('trashed.jpg').id);
    const group = await groupNamed(source, 'Mixed');
    const assets = await assetsOf(source, group);
    expect(assets.map((asset) => asset.fileName).toSorted()).toEqual(['archived.jpg', 'seen.heic']);
    expect(assets.length).toBe(group.assetCount);
  });

  test('maps size, hash, times, media type', async () => {
    const { source } = await start({
      version,
      library: library().album('One', [
        video('dir/clip.mp4', {
          content: { generated: 5000 },
          fileCreatedAt: '2024-09-21T01:20:30.120Z',
          fileModifiedAt: '2024-09-22T01:20:30Z',
          createdAt: '2024-10-01T00:00:00Z',
        }),
      ]),
    });
    const [asset] = await assetsOf(source, await groupNamed(source, 'One'));
    const content = await source.open(known(asset), 'original');
    expect(asset).toMatchObject({
      fileName: 'dir/clip.mp4',
      type: 'video',
      mediaType: 'video/mp4',
      size: 5000,
      sha1: createHash('sha1')
        .update(await bytesOf(content.body))
        .digest('hex'),
      capturedAt: Date.UTC(2024, 8, 21, 1, 20, 30, 120),
      modifiedAt: Date.UTC(2024, 8, 22, 1, 20, 30),
      uploadedAt: Date.UTC(2024, 9, 1),
    });
  });

  test('an external library has no hash of the content, and another revision when a file changed', async () => {
    const { source, immich } = await start({
      version,
      library: library().album('External', [photo('e.jpg', { external: { path: '/mnt/e.jpg' } })]),
    });
    const group = await groupNamed(source, 'External');
    const [before] = await assetsOf(source, group);
    immich.library.replaceContent(known(before).id, { generated: 77 });
    const [after] = await assetsOf(source, group);
    expect(before).toMatchObject({ originalPath: '/mnt/e.jpg' });
    expect(before).not.toHaveProperty('sha1');
    expect(after?.revision).not.toBe(before?.revision);
  });

  test('a group has another revision when a member is trashed or edited, and the same when nothing happened', async () => {
    const { source, immich } = await start({
      version,
      library: library().album('A', [photo('a.jpg'), photo('b.jpg')]),
    });
    const revision = async () => (await groupNamed(source, 'A')).revision;
    const first = await revision();
    expect(await revision()).toBe(first);
    immich.library.updateAsset(immich.library.assetNamed('a.jpg').id, { description: 'new' });
    const second = await revision();
    expect(second).not.toBe(first);
    immich.library.trash(immich.library.assetNamed('b.jpg').id);
    expect(await revision()).not.toBe(second);
  });

  test('an album that is gone, or no longer shared, is not-found', async () => {
    const { source, immich } = await start({ version, library: library().album('A', [photo('a.jpg')]) });
    const group = await groupNamed(source, 'A');
    immich.library.deleteAlbum(group.id);
    await expect(assetsOf(source, group)).rejects.toMatchObject({ code: 'not-found' });
  });

  test('asks for compressed answers and says who it is', async () => {
    const { source, immich } = await start({ version, library: library().album('A', []) }, { userAgent: 'test/1' });
    await source.listGroups('album');
    const [request] = immich.requests.matching('/api/albums');
    expect(request?.headers['user-agent']).toBe('test/1');
    expect(request?.headers['accept-encoding']).toMatch(/gzip/);
  });
});

test('a search that never ends is refused', async () => {
  const { source, immich } = await start({ version: '3.1.0', library: library().album('A', [photo('a.jpg')]) });
  const group = await groupNamed(source, 'A');
  const { id } = immich.library.assetNamed('a.jpg');
  const items = [{ id, originalFileName: 'a.jpg' }];
  immich.faults.add({ match: { path: /metadata$/ }, body: { assets: { items, nextPage: '2' } } });
  await expect(assetsOf(source, group)).rejects.toMatchObject({ code: 'bad-response' });
  expect(immich.requests.matching(/metadata$/).length).toBe(2);
});
