import { type Client, LibraryError } from '@immich-webdav/core';
import { describe, expect, test } from 'vitest';
import { MemoryTree } from './memory-tree.ts';
import { serve, sessionsOver } from './serving.ts';

const library = () =>
  new MemoryTree().collection('album').file(['album', 'a b.jpg'], { bytes: Buffer.from('picture') });
const behind = { trustedProxies: ['loopback'] };
const hrefsOf = (text: string) => [...text.matchAll(/<D:href>(.*?)<\/D:href>/g)].map(([, href]) => href);
const listing = { Depth: '1', 'X-Forwarded-For': '203.0.113.9' };

describe('behind a trusted proxy', () => {
  test.each([
    ['X-Forwarded-For', '198.51.100.1, 203.0.113.9'],
    ['Forwarded', 'for=198.51.100.1, for=203.0.113.9'],
  ])('the client of %s is the one that authenticates and that is reported', async (name, value) => {
    const clients: (Client | undefined)[] = [];
    const addresses: string[] = [];
    const sessions = sessionsOver(library());
    const { ask } = await serve(
      (credentials, client) => {
        clients.push(client);
        return sessions(credentials, client);
      },
      { ...behind, onRequest: ({ address }) => addresses.push(address) },
    );
    expect((await ask('OPTIONS', '/', { headers: { [name]: value } })).status).toBe(200);
    await expect.poll(() => addresses, { timeout: 10_000 }).toEqual(['203.0.113.9']);
    expect(clients).toEqual([{ address: '203.0.113.9' }]);
  });

  test('that removes a prefix, hrefs and links have it', async () => {
    const { ask } = await serve(library(), behind);
    const headers = { ...listing, 'X-Forwarded-Prefix': '/my%20photos' };
    const root = await ask('PROPFIND', '/', { headers });
    expect(hrefsOf(root.text)).toEqual(['/my%20photos/', '/my%20photos/album/']);
    const album = await ask('PROPFIND', '/album', { headers });
    expect(hrefsOf(album.text)).toEqual(['/my%20photos/album/', '/my%20photos/album/a%20b.jpg']);
    const page = await ask('GET', '/album/', { headers: { ...headers, Accept: 'text/html' } });
    expect([...page.text.matchAll(/href="(.*?)"/g)].map(([, href]) => href)).toEqual([
      '/my%20photos/',
      '/my%20photos/album/',
      '/my%20photos/album/a%20b.jpg',
    ]);
    const missing = await ask('GET', '/none', { headers: { ...headers, Accept: 'text/html' } });
    expect(missing.status).toBe(404);
    expect(missing.text).toContain('href="/my%20photos/"');
    expect((await ask('GET', '/album/a%20b.jpg', { headers })).text).toBe('picture');
    // The same paths without the prefix are other answers, also from the cache.
    expect(hrefsOf((await ask('PROPFIND', '/album', { headers: listing })).text)[0]).toBe('/album/');
  });

  test('a prefix stands before the base path', async () => {
    const { ask } = await serve(library(), { ...behind, basePath: '/dav' });
    const headers = { ...listing, 'X-Forwarded-Prefix': '/photos' };
    expect(hrefsOf((await ask('PROPFIND', '/dav/', { headers })).text)).toEqual(['/photos/dav/', '/photos/dav/album/']);
    expect(hrefsOf((await ask('PROPFIND', '/', { headers })).text)).toEqual(['/photos/', '/photos/dav/']);
  });

  test('a tagged If header names the path with the prefix', async () => {
    const { ask } = await serve(library(), behind);
    const headers = { 'X-Forwarded-Prefix': '/photos' };
    const { headers: got } = await ask('HEAD', '/album/a%20b.jpg', { headers });
    const conditional = (path: string) =>
      ask('GET', '/album/a%20b.jpg', {
        headers: { ...headers, If: `<https://photos.example${path}> ([${got.etag}])` },
      });
    expect((await conditional('/photos/album/a%20b.jpg')).status).toBe(200);
    expect((await conditional('/album/a%20b.jpg')).status).toBe(412);
  });

  test('connections are not counted for its address', async () => {
    const { ask } = await serve(library(), { ...behind, limits: { connectionsPerAddress: 1 } });
    const answers = await Promise.all(Array.from({ length: 5 }, () => ask('OPTIONS', '/')));
    expect(answers.map(({ status }) => status)).toEqual([200, 200, 200, 200, 200]);
  });

  test.each([
    ['Forwarded', 'for="', 400],
    ['X-Forwarded-Prefix', '/a/../b', 400],
  ])('a malformed %s is refused, and reported with the address of the proxy', async (name, value, status) => {
    const { ask, errors } = await serve(library(), behind);
    const got = await ask('GET', '/', { headers: { [name]: value } });
    expect(got.status).toBe(status);
    expect(got.text).toContain(name);
    expect(errors).toEqual([]);
  });
});

test('without a trusted proxy no field changes hrefs', async () => {
  const { ask } = await serve(library());
  const headers = { ...listing, 'X-Forwarded-Prefix': '/evil', Forwarded: 'for="' };
  expect(hrefsOf((await ask('PROPFIND', '/', { headers })).text)).toEqual(['/', '/album/']);
});

test('a list of proxies that cannot be read is refused before the start', async () => {
  await expect(serve(library(), { trustedProxies: ['localhost'] })).rejects.toThrow(LibraryError);
});
