import { createHash } from 'node:crypto';
import { once } from 'node:events';
import { type IncomingMessage, request } from 'node:http';
import { library, photo } from '@immich-webdav/fake-immich';
import { describe, expect, it, vi } from 'vitest';
import { startServer, versions } from './start-server.ts';

const described = () =>
  library()
    .user('Alice', { apiKeys: [{ secret: 'alice-key' }] })
    .album('Trip', [photo('a.jpg', { content: Buffer.from('bytes of a') })])
    .user('Bob', { apiKeys: [] })
    .album('Of Bob', [photo('b.jpg')], { sharedWith: [{ user: 'Alice', role: 'editor' }] });

const settings = { IMMICH_API_KEY: 'alice-key', WRITES: 'add', IMMICH_HINTS: 'false' };

const start = (version: (typeof versions)[number], environment = {}) =>
  startServer(version, { ...settings, ...environment }, described());

const sha1 = (text: string): string => createHash('sha1').update(text).digest('hex');

async function hrefs(url: string): Promise<readonly string[]> {
  const answer = await fetch(url, { method: 'PROPFIND', headers: { depth: '1' } });
  return [...(await answer.text()).matchAll(/<D:href>([^<]*)<\/D:href>/g)].map(([, href = '']) => decodeURI(href));
}

/** Sends a part of a body, and breaks the connection off. */
async function breakOff(url: string, announced: number, sent: Buffer): Promise<void> {
  const put = request(url, { method: 'PUT', headers: { 'Content-Length': announced } });
  put.on('error', () => {});
  put.write(sent);
  await once(put, 'socket');
  await new Promise((resolve) => put.write('', resolve));
  put.destroy();
}

describe.each(versions)('WRITES=add over Immich %s', (version) => {
  it('puts a photo into an album: there at once, with its bytes, its name and its time', async () => {
    const { url, immich } = await start(version);
    const answer = await fetch(`${url}Trip/Gr%C3%B6%C3%9Fe%201.jpg`, {
      method: 'PUT',
      body: 'new bytes',
      headers: { 'X-OC-Mtime': '1700000000', 'OC-Checksum': `SHA1:${sha1('new bytes')}` },
    });
    expect([answer.status, answer.headers.get('x-oc-mtime')]).toEqual([201, 'accepted']);
    expect(await hrefs(`${url}Trip/`)).toEqual(['/Trip/', '/Trip/Größe 1.jpg', '/Trip/a.jpg']);
    const read = await fetch(`${url}Trip/Gr%C3%B6%C3%9Fe%201.jpg`);
    expect([await read.text(), read.headers.get('etag')]).toEqual(['new bytes', answer.headers.get('etag')]);
    expect(read.headers.get('last-modified')).toBe(new Date(1_700_000_000_000).toUTCString());
    expect(immich.library.assetNamed('Größe 1.jpg').originalFileName).toBe('Größe 1.jpg');
  });

  it('shows it after a refresh and while Immich is away, too', async () => {
    const { url, immich } = await start(version, { REFRESH_INTERVAL: '1s' });
    expect((await fetch(`${url}Trip/new.jpg`, { method: 'PUT', body: 'new bytes' })).status).toBe(201);
    const asked = immich.requests.matching('/api/albums').length;
    await vi.waitFor(() => expect(immich.requests.matching('/api/albums').length).toBeGreaterThan(asked + 1), {
      timeout: 10_000,
    });
    expect(await hrefs(`${url}Trip/`)).toEqual(['/Trip/', '/Trip/a.jpg', '/Trip/new.jpg']);
    immich.faults.add({ status: 500 });
    expect(await hrefs(`${url}Trip/`)).toEqual(['/Trip/', '/Trip/a.jpg', '/Trip/new.jpg']);
  });

  it('takes photos below the path of Nextcloud, and ignores a nonsense of a time', async () => {
    const { url } = await start(version);
    const headers = { 'X-OC-Mtime': '99999999999999' };
    const path = `${url}remote.php/dav/files/me/Trip/new.jpg`;
    expect((await fetch(path, { method: 'PUT', body: 'new bytes', headers })).status).toBe(201);
    expect(await hrefs(`${url}Trip/`)).toEqual(['/Trip/', '/Trip/a.jpg', '/Trip/new.jpg']);
    expect((await fetch(`${url}remote.php/dav/New`, { method: 'PUT', body: 'x' })).status).toBe(409);
  });

  it('makes albums, and takes photos into them at once', async () => {
    const { url, immich } = await start(version);
    expect((await fetch(`${url}New`, { method: 'MKCOL' })).status).toBe(201);
    expect((await fetch(`${url}New`, { method: 'MKCOL' })).status).toBe(405);
    expect((await fetch(`${url}None/x`, { method: 'MKCOL' })).status).toBe(409);
    expect((await fetch(`${url}New/x`, { method: 'MKCOL' })).status).toBe(403);
    expect((await fetch(`${url}New/a.jpg`, { method: 'PUT', body: 'x' })).status).toBe(201);
    expect(await hrefs(`${url}New/`)).toEqual(['/New/', '/New/a.jpg']);
    expect(immich.library.albumNamed('New').name).toBe('New');
  });

  it('makes albums inside others with a separator', async () => {
    const { url, immich } = await start(version, { ALBUM_PATH_SEPARATOR: ' / ' });
    expect((await fetch(`${url}New`, { method: 'MKCOL' })).status).toBe(201);
    expect((await fetch(`${url}New/Inner`, { method: 'MKCOL' })).status).toBe(201);
    expect((await fetch(`${url}New/Inner/x.jpg`, { method: 'PUT', body: 'x' })).status).toBe(201);
    expect(await hrefs(`${url}New/`)).toEqual(['/New/', '/New/Inner/']);
    expect(immich.library.albumNamed('New / Inner').name).toBe('New / Inner');
  });

  it('takes a photo that Immich has under the name of the client, also out of the trash, and never twice', async () => {
    const { url, immich } = await start(version);
    const { id } = immich.library.assetNamed('a.jpg');
    expect((await fetch(`${url}New`, { method: 'MKCOL' })).status).toBe(201);
    immich.library.trash(id);
    expect((await fetch(`${url}New/other.jpg`, { method: 'PUT', body: 'bytes of a' })).status).toBe(201);
    expect(await hrefs(`${url}New/`)).toEqual(['/New/', '/New/other.jpg']);
    expect(immich.library.asset(id).trashedAt).toBeNull();
    expect((await fetch(`${url}New/third.jpg`, { method: 'PUT', body: 'bytes of a' })).status).toBe(409);
    expect(await hrefs(`${url}New/`)).toEqual(['/New/', '/New/other.jpg']);
  });

  it.each([
    ['a photo that is there', 'Trip/a.jpg', {}, 'other bytes', 403],
    ['a name that differs in case', 'Trip/A.JPG', {}, 'other bytes', 409],
    ['a folder', 'Trip', {}, 'x', 405],
    ['the root', 'x.jpg', {}, 'x', 403],
    ['no folder', 'None/x.jpg', {}, 'x', 409],
    ['an album of somebody else', 'Of%20Bob/x.jpg', {}, 'x', 403],
    ['no medium', 'Trip/notes.txt', {}, 'x', 415],
    ['what macOS puts beside a photo', 'Trip/._x.jpg', {}, 'x', 415],
    ['a name that Windows refuses', 'Trip/a%3Ab.jpg', {}, 'x', 400],
    ['another checksum', 'Trip/x.jpg', { 'OC-Checksum': `SHA1:${sha1('y')}` }, 'x', 400],
    ['another length', 'Trip/x.jpg', { 'X-Expected-Entity-Length': '2', 'Transfer-Encoding': 'chunked' }, 'x', 400],
    ['nothing', 'Trip/x.jpg', {}, '', 400],
    ['a part', 'Trip/x.jpg', { 'Content-Range': 'bytes 0-0/2' }, 'x', 400],
    ['a compressed body', 'Trip/x.jpg', { 'Content-Encoding': 'gzip' }, 'x', 415],
    ['a false condition', 'Trip/x.jpg', { 'If-Match': '"x"' }, 'x', 412],
  ])('refuses %s, and changes nothing', async (_what, path, headers: Record<string, string>, body, status) => {
    const { url, immich } = await start(version);
    const put = request(`${url}${path}`, { method: 'PUT', headers });
    put.on('error', () => {});
    put.end(body);
    const [answer] = await once(put, 'response');
    answer.resume();
    expect(answer.statusCode).toBe(status);
    const uploads = immich.requests.matching('/api/assets', 'POST');
    expect([...uploads, ...immich.requests.matching(/albums/, 'PUT')]).toEqual([]);
    expect(await hrefs(`${url}Trip/`)).toEqual(['/Trip/', '/Trip/a.jpg']);
  });

  it.each(['DELETE', 'MOVE', 'COPY', 'PROPPATCH', 'LOCK'])('refuses %s of a photo and of an album', async (method) => {
    const { url, immich } = await start(version);
    const headers = { Destination: `${url}Trip/b.jpg` };
    expect((await fetch(`${url}Trip/a.jpg`, { method, headers })).status).toBe(403);
    expect((await fetch(`${url}Trip/`, { method, headers })).status).toBe(403);
    expect(immich.library.assetNamed('a.jpg').trashedAt).toBeNull();
    expect(await hrefs(`${url}Trip/`)).toEqual(['/Trip/', '/Trip/a.jpg']);
  });

  it('uploads nothing of a body that breaks off, and everything when it is sent again', async () => {
    const { url, immich } = await start(version);
    const whole = Buffer.alloc(200_000, 'x');
    for (const sixteenth of [0, 1, 5, 8, 15])
      await breakOff(`${url}Trip/film.mp4`, whole.length, whole.subarray(0, (whole.length / 16) * sixteenth));
    const answer = await fetch(`${url}Trip/film.mp4`, { method: 'PUT', body: whole });
    expect(answer.status).toBe(201);
    expect(await hrefs(`${url}Trip/`)).toEqual(['/Trip/', '/Trip/a.jpg', '/Trip/film.mp4']);
    expect(immich.requests.matching('/api/assets', 'POST')).toHaveLength(1);
  });

  it('makes one photo of the same upload by several clients at once', async () => {
    const { url, immich } = await start(version);
    const all = await Promise.all(
      Array.from({ length: 5 }, () => fetch(`${url}Trip/new.jpg`, { method: 'PUT', body: 'new bytes' })),
    );
    expect(all.filter(({ status }) => status === 201)).toHaveLength(1);
    expect(all.filter(({ status }) => status === 403 || status === 409)).toHaveLength(4);
    expect(await hrefs(`${url}Trip/`)).toEqual(['/Trip/', '/Trip/a.jpg', '/Trip/new.jpg']);
    expect(immich.requests.matching('/api/assets', 'POST')).toHaveLength(1);
  });
});

it('waits longer for a photo than for any other body', async () => {
  const { url } = await start('3.1.0', { WEBDAV_HEADER_TIMEOUT: '1s', WEBDAV_REQUEST_TIMEOUT: '1s' });
  const send = (method: string, path: string) => {
    const sent = request(url + path, { method, headers: { 'Content-Length': 4, Depth: '0' }, agent: false });
    const answered = once(sent, 'response').then(([answer]: IncomingMessage[]) => answer?.resume().statusCode);
    sent.write('ab');
    return { sent, answered };
  };
  const put = send('PUT', 'Trip/slow.jpg');
  // Its refusal shows that the time is over.
  const other = send('PROPFIND', 'Trip/');
  other.sent.on('error', () => {});
  expect(await other.answered).toBe(408);
  put.sent.end('cd');
  expect(await put.answered).toBe(201);
});

it('changes nothing without WRITES', async () => {
  const { url } = await startServer('3.1.0', { IMMICH_API_KEY: 'alice-key' }, described());
  expect((await fetch(`${url}Trip/x.jpg`, { method: 'PUT', body: 'x' })).status).toBe(403);
  expect((await fetch(`${url}New`, { method: 'MKCOL' })).status).toBe(403);
  expect((await fetch(url, { method: 'OPTIONS' })).headers.get('allow')).toBe('OPTIONS, GET, HEAD, PROPFIND');
});
