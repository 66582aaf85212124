import { describe, expect, test } from 'vitest';
import { library, photo } from '../src/index.ts';
import { namesOf, type Page, start } from './start.ts';

const UNKNOWN = '11111111-1111-4111-8111-111111111111';

const described = library()
  .user('admin', { partners: [{ user: 'carol' }] })
  .user('bob')
  .user('carol')
  .album('Mine', [photo('in.jpg')], { owner: 'admin', sharedWith: [{ user: 'bob', role: 'editor' }] })
  .album('Seen', [photo('seen.jpg')], { owner: 'bob', sharedWith: [{ user: 'admin', role: 'viewer' }] })
  .loose(
    photo('out.jpg', { owner: 'admin' }),
    photo('trashed.jpg', { owner: 'admin', isTrashed: true }),
    photo('carols.jpg', { owner: 'carol' }),
  );

interface Album {
  readonly id: string;
  readonly albumName: string;
  readonly assetCount: number;
  readonly albumUsers: readonly { readonly role: string; readonly user: { readonly name: string } }[];
}

describe.each(['2.7.5', '3.1.0'] as const)('albums of %s', (version) => {
  const begin = async () => {
    const started = await start({ version, library: described });
    const { immich, ask, read } = started;
    const asset = (name: string): string => immich.library.assetNamed(name).id;
    const album = (name: string): string => immich.library.albumNamed(name).id;
    const send = async <T>(method: string, path: string, json: object = {}, key = 'admin-key') => {
      const response = await ask(path, { method, json, headers: { 'x-api-key': key } });
      const text = await response.text();
      return { status: response.status, body: (text === '' ? undefined : JSON.parse(text)) as T };
    };
    const members = async (id: string) =>
      namesOf(await read<Page>('/search/metadata', { albumIds: [id] })).toSorted((a, b) => a.localeCompare(b));
    return { ...started, asset, album, send, members };
  };

  test('are made with the members that their maker may share', async () => {
    const { asset, send, members } = await begin();
    const assetIds = [asset('out.jpg'), UNKNOWN, asset('seen.jpg'), asset('carols.jpg')];
    const { status, body } = await send<Album>('POST', '/albums', { albumName: '', assetIds });
    expect([status, body.albumName, body.assetCount]).toEqual([201, '', 2]);
    expect(await members(body.id)).toEqual(version === '3.1.0' ? ['carols.jpg', 'out.jpg'] : ['out.jpg']);
    expect((await send('POST', '/albums')).status).toBe(400);
  });

  test('of the same name after a deletion are others', async () => {
    const { send } = await begin();
    const first = await send<Album>('POST', '/albums', { albumName: 'Again' });
    expect((await send('DELETE', `/albums/${first.body.id}`)).status).toBe(204);
    expect((await send('DELETE', `/albums/${first.body.id}`)).body).toMatchObject({
      message: 'Not found or no album.delete access',
    });
    expect((await send<Album>('POST', '/albums', { albumName: 'Again' })).body.id).not.toBe(first.body.id);
  });

  test('are changed by owner and editor, deleted by the owner only; their assets stay', async () => {
    const { album, asset, send, ask } = await begin();
    const mine = `/albums/${album('Mine')}`;
    expect((await send('PATCH', mine, { albumName: 'Other' }, 'bob-key')).body).toMatchObject({ albumName: 'Other' });
    expect((await send('PATCH', `/albums/${album('Seen')}`, { albumName: 'x' })).body).toMatchObject({
      message: 'Not found or no album.update access',
    });
    expect((await send('DELETE', mine, {}, 'bob-key')).status).toBe(400);
    expect((await send('DELETE', mine)).status).toBe(204);
    expect((await ask(`/assets/${asset('in.jpg')}`)).status).toBe(200);
    expect((await send('PUT', `/albums/${album('Seen')}`, { albumName: 'x' })).status).toBe(404);
  });

  test('get and lose members, one answer for each', async () => {
    const { immich, album, asset, send, members } = await begin();
    const path = `/albums/${album('Mine')}/assets`;
    const before = immich.library.albumNamed('Mine').updatedAt;
    const out = asset('out.jpg');
    const ids = [asset('in.jpg'), out, UNKNOWN, asset('seen.jpg'), asset('trashed.jpg'), out];
    expect((await send('PUT', path, { ids })).body).toEqual([
      { id: asset('in.jpg'), success: false, error: 'duplicate' },
      { id: out, success: true },
      { id: UNKNOWN, success: false, error: 'no_permission' },
      { id: asset('seen.jpg'), success: false, error: 'no_permission' },
      { id: asset('trashed.jpg'), success: true },
      { id: out, success: false, error: 'duplicate' },
    ]);
    expect(await members(album('Mine'))).toEqual(['in.jpg', 'out.jpg']);
    expect(immich.library.albumNamed('Mine').updatedAt).toBeGreaterThan(before);
    expect((await send('DELETE', path, { ids: [out, out, UNKNOWN] })).body).toEqual([
      { id: out, success: true },
      { id: out, success: false, error: 'not_found' },
      { id: UNKNOWN, success: false, error: 'not_found' },
    ]);
    expect(await members(album('Mine'))).toEqual(['in.jpg']);
  });

  test('let editors remove their own only, and viewers nothing', async () => {
    const { album, asset, send } = await begin();
    const path = `/albums/${album('Mine')}/assets`;
    const ids = [asset('seen.jpg')];
    expect((await send('PUT', path, { ids }, 'bob-key')).body).toEqual([{ id: ids[0], success: true }]);
    const both = { ids: [...ids, asset('in.jpg')] };
    expect((await send('DELETE', path, both, 'bob-key')).body).toEqual([
      { id: ids[0], success: true },
      { id: asset('in.jpg'), success: false, error: 'no_permission' },
    ]);
    const seen = `/albums/${album('Seen')}/assets`;
    expect((await send('PUT', seen, { ids: [asset('out.jpg')] })).body).toMatchObject({
      message: 'Not found or no albumAsset.create access',
    });
    expect((await send('DELETE', seen, { ids })).body).toMatchObject({
      message: 'Not found or no albumAsset.delete access',
    });
  });

  test('get members several at a time', async () => {
    const { album, asset, send } = await begin();
    const albumIds = [album('Mine'), album('Seen')];
    const add = (name: string) => send('PUT', '/albums/assets', { albumIds, assetIds: [asset(name)] });
    expect((await add('out.jpg')).body).toEqual({ success: true });
    expect((await add('out.jpg')).body).toEqual({ success: false, error: 'duplicate' });
    expect((await add('seen.jpg')).body).toEqual({ success: false, error: 'no_permission' });
  });

  test('are shared by their owner, and left by whom they were shared with', async () => {
    const { immich, album, send } = await begin();
    const path = `/albums/${album('Mine')}`;
    const carol = immich.library.assetNamed('carols.jpg').ownerId;
    const shared = await send<Album>('PUT', `${path}/users`, { albumUsers: [{ userId: carol, role: 'viewer' }] });
    expect(shared.body.albumUsers.at(-1)).toMatchObject({ role: 'viewer', user: { name: 'carol' } });
    expect((await send('PUT', `${path}/users`, { albumUsers: [{ userId: carol }] })).status).toBe(400);
    expect((await send('PUT', `${path}/user/${carol}`, { role: 'editor' })).status).toBe(204);
    expect((await send('PATCH', path, { order: 'asc' }, 'carol-key')).status).toBe(200);
    expect((await send('DELETE', `${path}/user/me`, {}, 'carol-key')).status).toBe(204);
    expect((await send('PATCH', path, { order: 'asc' }, 'carol-key')).status).toBe(400);
    expect((await send('DELETE', `${path}/user/${carol}`, {}, 'bob-key')).status).toBe(400);
  });
});
