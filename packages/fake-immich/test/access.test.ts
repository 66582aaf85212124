import { expect, test } from 'vitest';
import { library, photo } from '../src/index.ts';
import { start } from './start.ts';

const described = library()
  .user('admin', {
    apiKeys: [{ secret: 'admin-key' }, { secret: 'narrow', permissions: ['album.read'] }],
    sessions: [{ token: 'plain' }, { token: 'elevated', elevated: true }],
  })
  .album('Mine', [photo('mine.jpg')])
  .loose(photo('locked.jpg', { visibility: 'locked' }))
  .user('bob', { partners: [{ user: 'carol' }] })
  .album('His', [photo('his.jpg')])
  .album('For admin', [photo('shared.jpg')], { sharedWith: [{ user: 'admin' }] })
  .user('carol')
  .loose(photo('carols.jpg'));

test.each([
  [{}, '/albums', 401, 'Authentication required'],
  [{ 'x-api-key': 'nope' }, '/albums', 401, 'Invalid API key'],
  [{ authorization: 'Bearer admin-key' }, '/albums', 401, 'Invalid user token'],
  [{ authorization: 'Basic YTpi' }, '/albums', 401, 'Authentication required'],
  [{ 'x-api-key': 'narrow' }, '/albums', 200, undefined],
  [{ 'x-api-key': 'narrow' }, '/users/me', 403, 'Missing required permission: user.read'],
  [{ 'x-api-key': 'narrow' }, '/api-keys/me', 200, undefined],
  [{ authorization: 'Bearer plain' }, '/api-keys/me', 403, 'Not authenticated with an API Key'],
  [{ cookie: 'a=b; immich_access_token=plain' }, '/albums', 200, undefined],
  [{ 'x-immich-user-token': 'plain' }, '/albums', 200, undefined],
  [{}, '/albums?apiKey=admin-key', 200, undefined],
  [{}, '/server/version', 200, undefined],
  [{}, '/nope', 404, 'Cannot GET /api/nope'],
] as const)('with %j, %s is %d %s', async (headers, path, status, message) => {
  const { url } = await start({ library: described });
  const response = await fetch(`${url}/api${path}`, { headers: { ...headers } });
  expect(response.status).toBe(status);
  expect(((await response.json()) as { message?: string }).message).toBe(message);
});

test.each([
  ['admin-key', 'mine.jpg', 200],
  ['admin-key', 'shared.jpg', 200],
  ['admin-key', 'his.jpg', 400],
  ['admin-key', 'locked.jpg', 400],
  ['bob-key', 'mine.jpg', 400],
  ['bob-key', 'carols.jpg', 200],
  ['Bearer plain', 'locked.jpg', 400],
  ['Bearer elevated', 'locked.jpg', 200],
])('%s reads %s: %d', async (key, name, status) => {
  const { immich, url } = await start({ library: described });
  const headers: Record<string, string> = key.startsWith('Bearer') ? { authorization: key } : { 'x-api-key': key };
  const { id } = immich.library.assetNamed(name);
  expect((await fetch(`${url}/api/assets/${id}`, { headers })).status).toBe(status);
  // Files do not tell 400 from 404.
  expect((await fetch(`${url}/api/assets/${id}/original`, { headers })).status).toBe(status === 400 ? 404 : status);
});

test.each([
  ['3.1.0', '', ['For admin', 'Mine']],
  ['3.1.0', '?shared=true', ['For admin', 'Mine']],
  ['3.1.0', '?isOwned=true', ['Mine']],
  ['3.1.0', '?isOwned=false', ['For admin']],
  ['3.1.0', '?isShared=true', ['For admin']],
  ['3.1.0', '?name=Mine', ['Mine']],
  ['3.1.0', '?name=mine', []],
  ['2.7.5', '', ['Mine']],
  ['2.7.5', '?shared=true', ['For admin']],
  ['2.7.5', '?shared=false', ['Mine']],
  ['2.7.5', '?isShared=true', ['Mine']],
] as const)('%s lists for %j: %j', async (version, query, names) => {
  const { read } = await start({ version, library: described });
  const albums = await read<{ albumName: string }[]>(`/albums${query}`);
  expect(albums.map((album) => album.albumName)).toEqual(names);
});

test('a deleted or unshared album is gone for those who lost it', async () => {
  const { immich, read } = await start({ library: described });
  const shared = immich.library.albumNamed('For admin').id;
  immich.library.unshareAlbum(shared, 'admin');
  expect(await read(`/albums/${shared}`)).toEqual({ message: 'Not found or no album.read access' });
  const mine = immich.library.albumNamed('Mine').id;
  immich.library.deleteAlbum(mine);
  expect(await read(`/albums/${mine}`)).toEqual({ message: 'Not found or no album.read access' });
  expect(await read('/albums')).toEqual([]);
});

test('a revoked key is refused until it is allowed again', async () => {
  const { immich, ask } = await start({ library: described });
  immich.library.revokeKey('admin-key');
  const refused = await ask('/albums');
  expect([refused.status, await refused.json()]).toMatchObject([401, { message: 'Invalid API key' }]);
  expect((await ask('/albums', { headers: { 'x-api-key': 'narrow' } })).status).toBe(200);
  immich.library.allowKey('admin-key');
  expect((await ask('/albums')).status).toBe(200);
});

test('a key may be given other permissions', async () => {
  const { immich, ask } = await start({ library: described });
  immich.library.permitKey('admin-key', ['asset.read']);
  expect((await ask('/albums')).status).toBe(403);
  immich.library.permitKey('admin-key', ['album.read']);
  expect((await ask('/albums')).status).toBe(200);
});
