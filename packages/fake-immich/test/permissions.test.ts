import { expect, test } from 'vitest';
import { library, photo } from '../src/index.ts';
import { start } from './start.ts';

/** By the OpenAPI documents' `x-immich-permission`. */
const NEEDED = [
  ['GET', '/timeline/buckets', 'asset.read'],
  ['GET', '/timeline/bucket?timeBucket=2024-01-01', 'asset.read'],
  ['POST', '/search/metadata', 'asset.read'],
  ['POST', '/search/statistics', 'asset.statistics'],
  ['POST', '/search/random', 'asset.read'],
  ['POST', '/search/smart', 'asset.read'],
  ['GET', '/search/suggestions?type=city', 'asset.read'],
  ['GET', '/search/cities', 'asset.read'],
  ['GET', '/people', 'person.read'],
  ['GET', '/people/ID/statistics', 'person.statistics'],
  ['GET', '/tags', 'tag.read'],
  ['GET', '/stacks', 'stack.read'],
  ['GET', '/partners?direction=shared-with', 'partner.read'],
  ['GET', '/memories', 'memory.read'],
  ['GET', '/view/folder/unique-paths', 'folder.read'],
  ['GET', '/view/folder?path=/', 'folder.read'],
  ['GET', '/users/me', 'user.read'],
] as const;

test.each(NEEDED)('%s %s needs %s', async (method, path, permission) => {
  const picture = photo('a.jpg');
  const { immich, ask } = await start({
    library: library()
      .user('admin', {
        apiKeys: [
          { secret: 'enough', permissions: [permission] },
          { secret: 'other', permissions: ['album.read', 'server.about'] },
        ],
      })
      .loose(picture)
      .person('Alice', { assets: [picture] })
      .smartSearch({ sunset: [picture] }),
  });
  const url = path.replace('ID', immich.library.personNamed('Alice').id);
  const json = method === 'POST' ? { json: { ...(path.endsWith('smart') && { query: 'sunset' }) } } : {};
  expect((await ask(url, { ...json, headers: { 'x-api-key': 'enough' } })).status).toBe(200);
  const refused = await ask(url, { ...json, headers: { 'x-api-key': 'other' } });
  expect(refused.status).toBe(403);
  expect(await refused.json()).toEqual({ message: `Missing required permission: ${permission}` });
});
