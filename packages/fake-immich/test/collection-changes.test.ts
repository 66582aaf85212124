import { describe, expect, test } from 'vitest';
import { library, photo } from '../src/index.ts';
import { start } from './start.ts';

const UNKNOWN = '11111111-1111-4111-8111-111111111111';

const described = library()
  .user('admin')
  .album('Trip', [photo('old.jpg', { isFavorite: true, exif: { rating: 4, latitude: 48.1, longitude: 11.5 } })])
  .sharedLink({ description: 'some', assets: [photo('linked.jpg')] })
  .loose(photo('a.jpg'), photo('b.jpg'), photo('c.jpg'), photo('new.jpg', { fileCreatedAt: '2021-01-01' }))
  .user('bob')
  .loose(photo('bobs.jpg', { owner: 'bob' }));

interface Stack {
  readonly id: string;
  readonly primaryAssetId: string;
  readonly assets: readonly { readonly originalFileName: string }[];
}

interface Tag {
  readonly id: string;
  readonly value: string;
  readonly name: string;
}

interface Shown {
  readonly isFavorite: boolean;
  readonly fileCreatedAt: string;
  readonly tags: readonly Tag[];
  readonly stack: { readonly primaryAssetId: string; readonly assetCount: number } | null;
  readonly exifInfo: Readonly<Record<string, unknown>>;
}

describe.each(['2.7.5', '3.1.0'] as const)('of %s', (version) => {
  const begin = async () => {
    const started = await start({ version, library: described });
    const { immich, ask, read } = started;
    const id = (name: string): string => immich.library.assetNamed(name).id;
    const ids = (...names: readonly string[]): readonly string[] => names.map(id);
    const send = async <T = unknown>(method: string, path: string, json: object = {}, key = 'admin-key') => {
      const response = await ask(path, { method, json, headers: { 'x-api-key': key } });
      const text = await response.text();
      return { status: response.status, body: (text === '' ? undefined : JSON.parse(text)) as T };
    };
    const show = (name: string) => read<Shown>(`/assets/${id(name)}`);
    return { ...started, id, ids, send, show };
  };

  const namesIn = ({ assets }: Stack): readonly string[] => assets.map((asset) => asset.originalFileName);

  test('stacks are made, led by another, reduced and ended', async () => {
    const { id, ids, send, show } = await begin();
    const made = await send<Stack>('POST', '/stacks', { assetIds: ids('a.jpg', 'b.jpg', 'c.jpg') });
    expect([made.status, namesIn(made.body)]).toEqual([201, ['a.jpg', 'b.jpg', 'c.jpg']]);
    const path = `/stacks/${made.body.id}`;
    const led = await send<Stack>('PUT', path, { primaryAssetId: id('b.jpg') });
    expect(namesIn(led.body)).toEqual(['b.jpg', 'a.jpg', 'c.jpg']);
    expect((await send('PUT', path, { primaryAssetId: id('new.jpg') })).status).toBe(400);
    expect((await send('DELETE', `${path}/assets/${id('b.jpg')}`)).status).toBe(400);
    expect((await send('DELETE', `${path}/assets/${id('c.jpg')}`)).status).toBe(204);
    expect((await show('a.jpg')).stack).toMatchObject({ primaryAssetId: id('b.jpg'), assetCount: 2 });
    expect((await send('DELETE', path, {}, 'bob-key')).body).toMatchObject({
      message: 'Not found or no stack.delete access',
    });
    expect((await send('DELETE', path)).status).toBe(204);
    expect((await show('a.jpg')).stack).toBeNull();
  });

  test('a stack comes along with its primary asset, and needs two', async () => {
    const { ids, send } = await begin();
    await send('POST', '/stacks', { assetIds: ids('a.jpg', 'b.jpg') });
    const { body } = await send<Stack>('POST', '/stacks', { assetIds: ids('new.jpg', 'a.jpg') });
    expect(namesIn(body)).toEqual(['new.jpg', 'a.jpg', 'b.jpg']);
    expect((await send('POST', '/stacks', { assetIds: ids('a.jpg') })).status).toBe(400);
    expect((await send('POST', '/stacks', { assetIds: ids('a.jpg', 'bobs.jpg') })).status).toBe(400);
    expect((await send('DELETE', '/stacks', { ids: [body.id] })).status).toBe(204);
  });

  test('a stack survives the deletion of its primary asset if two are left', async () => {
    const { id, ids, send, show } = await begin();
    await send('POST', '/stacks', { assetIds: ids('a.jpg', 'b.jpg', 'c.jpg') });
    await send('DELETE', '/assets', { ids: ids('a.jpg'), force: true });
    expect((await show('c.jpg')).stack).toMatchObject({ primaryAssetId: id('b.jpg'), assetCount: 2 });
    await send('DELETE', '/assets', { ids: ids('b.jpg'), force: true });
    expect((await show('c.jpg')).stack).toBeNull();
  });

  test('tags are made with their parents, once', async () => {
    const { send, read } = await begin();
    const made = await send<readonly Tag[]>('PUT', '/tags', { tags: ['/Trips/2024/', 'Family'] });
    expect(made.body.map(({ name, value }) => [name, value])).toEqual([
      ['2024', 'Trips/2024'],
      ['Family', 'Family'],
    ]);
    expect((await send<readonly Tag[]>('PUT', '/tags', { tags: ['Trips/2024'] })).body[0]?.id).toBe(made.body[0]?.id);
    const parentId = made.body[1]?.id;
    expect((await send<Tag>('POST', '/tags', { name: 'Anna', parentId })).body.value).toBe('Family/Anna');
    expect((await send('POST', '/tags', { name: 'Anna', parentId })).status).toBe(400);
    expect((await send('DELETE', `/tags/${parentId}`)).status).toBe(204);
    expect((await read<readonly Tag[]>('/tags')).map(({ value }) => value)).toEqual(['Trips', 'Trips/2024']);
  });

  test('assets are tagged and untagged, one answer for each', async () => {
    const { immich, id, ids, send, show } = await begin();
    immich.library.addTag('Seen', 'bob');
    const { body } = await send<readonly Tag[]>('PUT', '/tags', { tags: ['Seen'] });
    const path = `/tags/${body[0]?.id}/assets`;
    const [a, bobs] = [id('a.jpg'), id('bobs.jpg')];
    expect((await send('PUT', path, { ids: [a, bobs, a] })).body).toEqual([
      { id: a, success: true },
      { id: bobs, success: false, error: 'no_permission' },
      { id: a, success: false, error: 'duplicate' },
    ]);
    const pairs = { tagIds: [body[0]?.id, UNKNOWN], assetIds: [a, bobs, id('b.jpg')] };
    expect((await send('PUT', '/tags/assets', pairs)).body).toEqual({ count: 1 });
    expect((await show('b.jpg')).tags.map(({ value }) => value)).toEqual(['Seen']);
    expect((await send('DELETE', path, { ids: ids('b.jpg', 'c.jpg') })).body).toEqual([
      { id: id('b.jpg'), success: true },
      { id: id('c.jpg'), success: false, error: 'not_found' },
    ]);
    expect((await show('b.jpg')).tags).toEqual([]);
    expect((await send('PUT', path, { ids: [bobs] }, 'bob-key')).body).toMatchObject({
      message: 'Not found or no tag.asset access',
    });
  });

  test('a copy carries over everything but the archive', async () => {
    const { immich, id, ids, send, show } = await begin();
    await send('PUT', '/assets', { ids: ids('old.jpg'), visibility: 'archive', description: 'seen' });
    await send('PUT', `/assets/${id('old.jpg')}`, { dateTimeOriginal: '2020-02-03T04:05:06+01:00' });
    const [tag] = (await send<readonly Tag[]>('PUT', '/tags', { tags: ['Rec/One'] })).body;
    await send('PUT', `/tags/${tag?.id}/assets`, { ids: ids('old.jpg') });
    await send('POST', '/stacks', { assetIds: ids('old.jpg', 'c.jpg') });
    await send('DELETE', '/assets', { ids: ids('old.jpg') });
    immich.jobs.hold();
    const pair = { sourceId: id('old.jpg'), targetId: id('new.jpg') };
    expect(await send('PUT', '/assets/copy', pair)).toEqual({ status: 204, body: undefined });
    expect(await show('new.jpg')).toMatchObject({
      isFavorite: true,
      fileCreatedAt: '2021-01-01T00:00:00.000Z',
      exifInfo: { rating: null },
      stack: { primaryAssetId: id('old.jpg'), assetCount: 3 },
    });
    immich.jobs.release();
    expect(await show('new.jpg')).toMatchObject({
      isArchived: false,
      fileCreatedAt: '2020-02-03T03:05:06.000Z',
      exifInfo: { rating: 4, latitude: 48.1, description: 'seen', timeZone: 'UTC+1' },
      tags: [{ value: 'Rec/One' }],
    });
    expect([...immich.library.albumNamed('Trip').members]).toHaveLength(2);
    expect((await send('PUT', '/assets/copy', { ...pair, targetId: id('bobs.jpg') })).body).toMatchObject({
      message: 'Not found or no asset.copy access',
    });
    expect((await send('PUT', '/assets/copy', { ...pair, targetId: pair.sourceId })).status).toBe(400);
  });

  test('a copy leaves out what it is told to, and keeps what only the target has', async () => {
    const { immich, id, send, show } = await begin();
    await send('PUT', `/assets/${id('new.jpg')}`, { description: 'mine' });
    const out = { albums: false, favorite: false, sidecar: false, stack: false };
    await send('PUT', '/assets/copy', { sourceId: id('old.jpg'), targetId: id('new.jpg'), ...out });
    expect(await show('new.jpg')).toMatchObject({ isFavorite: false, exifInfo: { rating: null } });
    expect([...immich.library.albumNamed('Trip').members]).toHaveLength(1);
    await send('PUT', '/assets/copy', { sourceId: id('old.jpg'), targetId: id('new.jpg') });
    expect(await show('new.jpg')).toMatchObject({ exifInfo: { rating: 4, description: 'mine' } });
    await send('PUT', '/assets/copy', { sourceId: id('linked.jpg'), targetId: id('a.jpg') });
    expect(immich.library.sharedLinkNamed('some').assetIds).toEqual([id('linked.jpg'), id('a.jpg')]);
  });
});
