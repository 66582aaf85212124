import { readFile } from 'node:fs/promises';
import { get } from 'node:http';
import { demoLibrary, mediaPath } from '@immich-webdav/demo-library';
import { photo } from '@immich-webdav/fake-immich';
import { describe, expect, it, vi } from 'vitest';
import { createClient, type FileStat } from 'webdav';
import { startServer, versions } from './start-server.ts';

const propfind = (url: string, headers: Record<string, string> = {}) =>
  fetch(url, { method: 'PROPFIND', headers: { depth: '1', ...headers } });

const basic = (username: string, password: string) => ({
  authorization: `Basic ${Buffer.from(`${username}:${password}`).toString('base64')}`,
});

describe.each(versions)('over Immich %s', (version) => {
  it('lists every album', async () => {
    const { url } = await startServer(version);
    const answer = await propfind(url);
    expect(answer.status).toBe(207);
    expect((await answer.text()).match(/<(?:\w+:)?response>/g)).toHaveLength(demoLibrary.albums.length + 1);
  });

  it('gives back the whole demo library, byte for byte', async () => {
    const { url } = await startServer(version);
    const client = createClient(url);
    const contents = (await client.getDirectoryContents('/', { deep: false })) as FileStat[];
    const served = new Map<string, string[]>();
    for (const album of contents) {
      const files = (await client.getDirectoryContents(album.filename)) as FileStat[];
      const bytes = await Promise.all(
        files.map(async (file) => {
          const body = (await client.getFileContents(file.filename)) as Buffer | ArrayBuffer;
          const content = Buffer.from(body as ArrayBuffer);
          expect(content.length).toBe(file.size);
          return content.toString('base64');
        }),
      );
      served.set(album.basename, bytes.sort());
    }
    const media = new Map(demoLibrary.assets.map((asset) => [asset.id, asset.media]));
    const expected = await Promise.all(
      demoLibrary.albums.map(async ({ members }) => {
        const files = members.map((id) => readFile(mediaPath(media.get(id) ?? ''), 'base64'));
        return (await Promise.all(files)).sort();
      }),
    );
    const inOrder = (albums: Iterable<string[]>) => [...albums].sort((a, b) => (a.join() < b.join() ? -1 : 1));
    expect(served.size).toBe(demoLibrary.albums.length);
    expect(inOrder(served.values())).toEqual(inOrder(expected));
  });

  it('separates images from videos unless told to flatten', async () => {
    const { url } = await startServer(version, { FLATTEN_ASSET_STRUCTURE: 'false' });
    const client = createClient(url);
    const [album] = (await client.getDirectoryContents('/')) as FileStat[];
    const folders = (await client.getDirectoryContents(album?.filename ?? '')) as FileStat[];
    expect(folders.length).toBeGreaterThan(0);
    for (const folder of folders) expect(['images', 'videos']).toContain(folder.basename);
  });

  it('leaves out excluded file types', async () => {
    const { url } = await startServer(version, { EXCLUDED_FILE_TYPES: '.MP4,png' });
    const client = createClient(url);
    const everything = (await Promise.all(
      ((await client.getDirectoryContents('/')) as FileStat[]).map((album) =>
        client.getDirectoryContents(album.filename),
      ),
    )) as FileStat[][];
    const names = everything.flat().map((file) => file.basename.toLowerCase());
    expect(names.length).toBeGreaterThan(40);
    expect(names.filter((name) => /\.(mp4|png)$/.test(name))).toEqual([]);
  });
});

describe('who gets in', () => {
  const login = { WEBDAV_HOST: '127.0.0.1', WEBDAV_USERNAME: 'ada', WEBDAV_PASSWORD: 'correct horse' };

  it('asks for a password, and takes only the right one', async () => {
    const { url } = await startServer('3.1.0', login);
    const refused = await propfind(url);
    expect(refused.status).toBe(401);
    expect(refused.headers.get('www-authenticate')).toMatch(/^Basic realm="/);
    expect((await propfind(url, basic('ada', 'wrong'))).status).toBe(401);
    expect((await propfind(url, basic('eve', 'correct horse'))).status).toBe(401);
    expect((await propfind(url, basic('ada', 'correct horse'))).status).toBe(207);
  });

  it('answers only to names of this machine without a password', async () => {
    const { url } = await startServer('3.1.0');
    const { port } = new URL(url);
    expect((await propfind(`http://localhost:${port}/`)).status).toBe(207);
    const status = await new Promise((resolve) =>
      get(url, { headers: { host: 'rebound.example' } }, (answer) => resolve(answer.resume().statusCode)),
    );
    expect(status).toBe(421);
  });

  it('does not ask for downloads less than for listings', async () => {
    const { url } = await startServer('3.1.0', login);
    for (const method of ['GET', 'HEAD', 'PROPFIND', 'PUT', 'DELETE']) {
      expect((await fetch(url, { method })).status, method).toBe(401);
    }
  });
});

describe('health pages', () => {
  it('answer without a password', async () => {
    const { url } = await startServer('3.1.0', {
      WEBDAV_HOST: '127.0.0.1',
      WEBDAV_USERNAME: 'a',
      WEBDAV_PASSWORD: 'b',
    });
    expect((await fetch(new URL('/healthz', url))).status).toBe(200);
    expect((await fetch(new URL('/readyz', url))).status).toBe(200);
  });

  it.each(['healthz', 'readyz'])('hide no album %s: it is at the path that ends in a slash', async (name) => {
    const { immich, url } = await startServer('3.1.0', { REFRESH_INTERVAL: '1s' });
    const [album] = demoLibrary.albums;
    immich.library.renameAlbum(immich.library.albumNamed(album?.name ?? '').id, name);
    const folder = new URL(`/${name}/`, url);
    await expect.poll(async () => (await propfind(folder.href)).status, { timeout: 20_000 }).toBe(207);

    expect(await (await fetch(url)).text()).toContain(`<a href="/${name}/">${name}</a>`);
    const page = await (await fetch(folder)).text();
    const [, file = ''] = /<a href="(\/[^"]*\.\w+)">/.exec(page) ?? [];
    expect(file).toMatch(new RegExp(`^/${name}/.`));
    expect((await fetch(new URL(file, url))).status).toBe(200);
    expect((await propfind(new URL(`/${name}`, url).href)).status).toBe(207);
    expect(await (await fetch(new URL(`/${name}`, url))).text()).toBe('ok\n');
  });

  it('stay at the root when albums are below a base path', async () => {
    const { url } = await startServer('3.1.0', { WEBDAV_BASE_PATH: '/photos' });
    expect(new URL(url).pathname).toBe('/photos/');
    expect((await propfind(url)).status).toBe(207);
    expect((await fetch(new URL('/readyz', url))).status).toBe(200);
    expect((await fetch(new URL('/photos/readyz', url))).status).toBe(404);
  });
});

describe('what shows soon', () => {
  it('is shown when Immich tells of it, long before the next poll', async () => {
    const { url, immich } = await startServer('3.1.0', { REFRESH_INTERVAL: '24d' });
    // One of the albums whose name is legal as it is.
    const name = '日本 🗾 2023';
    const { id } = immich.library.albumNamed(name);
    const path = `${url}${encodeURIComponent(name)}/`;
    await vi.waitUntil(() => immich.openWebsockets === 1, { timeout: 10_000 });
    immich.library.addToAlbum(id, immich.library.addAsset(photo('brand-new.jpg')).id);
    await vi.waitUntil(async () => (await (await propfind(path)).text()).includes('brand-new.jpg'), {
      timeout: 20_000,
    });
  });

  it('waits for the next poll when Immich is not listened to', async () => {
    const { immich } = await startServer('3.1.0', { IMMICH_HINTS: 'false' });
    expect(immich.openWebsockets + immich.refusedWebsockets).toBe(0);
  });
});

it('leaves nothing open once stopped', async () => {
  const { url, stop, immich } = await startServer('3.1.0');
  expect((await propfind(url)).status).toBe(207);
  await stop();
  await expect(propfind(url)).rejects.toThrow();
  await vi.waitUntil(() => immich.openWebsockets === 0, { timeout: 10_000 });
  expect(immich.openRequests).toBe(0);
});
