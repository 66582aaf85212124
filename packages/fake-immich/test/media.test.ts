import { once } from 'node:events';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { get, request as httpRequest } from 'node:http';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { library, photo, video } from '../src/index.ts';
import { start, until } from './start.ts';

const BYTES = Buffer.from('0123456789');
const one = library().album('A', [
  photo('dir/ä b.jpg', { content: BYTES, fileModifiedAt: '2024-05-05T10:00:00.500Z' }),
]);
const name = 'dir/ä b.jpg';

test.each([
  [{}, 200, '0123456789'],
  [{ range: 'bytes=2-4' }, 206, '234'],
  [{ range: 'bytes=-3' }, 206, '789'],
  [{ range: 'bytes=0-1,5-6' }, 200, '0123456789'],
  [{ range: 'bytes=2-4', 'if-range': '"other"' }, 200, '0123456789'],
  [{ range: 'bytes=2-4', 'if-range': 'Sun, 05 May 2024 10:00:00 GMT' }, 206, '234'],
  [{ range: 'bytes=2-4', 'if-range': 'Sun, 05 May 2024 09:00:00 GMT' }, 200, '0123456789'],
  [{ 'if-modified-since': 'Sun, 05 May 2024 10:00:00 GMT' }, 304, ''],
  [{ 'if-modified-since': 'Sun, 05 May 2024 09:59:59 GMT' }, 200, '0123456789'],
  [{ 'if-none-match': '"other"' }, 200, '0123456789'],
  [{ 'if-none-match': '*' }, 304, ''],
  [{ 'if-match': '"other"' }, 404, '{"message":"Not Found"}'],
  [{ 'if-unmodified-since': 'Sun, 05 May 2024 09:00:00 GMT' }, 404, '{"message":"Not Found"}'],
  [{ range: 'bytes=10-' }, 404, '{"message":"Not Found"}'],
] as const)('an original, asked with %j, is %d %j', async (headers, status, body) => {
  const { immich, ask } = await start({ library: one });
  const response = await ask(`/assets/${immich.library.assetNamed(name).id}/original`, { headers: { ...headers } });
  expect(response.status).toBe(status);
  expect(await response.text()).toBe(body);
});

test('its tag is known again; HEAD has the headers without the bytes', async () => {
  const { immich, ask } = await start({ library: one });
  const path = `/assets/${immich.library.assetNamed(name).id}/original`;
  const head = await ask(path, { method: 'HEAD' });
  expect(Object.fromEntries(head.headers)).toMatchObject({
    'content-length': '10',
    'content-type': 'image/jpeg',
    'content-disposition': "inline; filename*=UTF-8''%C3%A4%20b.jpg",
    etag: `W/"a-${Date.parse('2024-05-05T10:00:00.500Z').toString(16)}"`,
  });
  expect(immich.requests.entries[0]).toMatchObject({ method: 'HEAD', status: 200, bytesSent: 0 });
  const again = await ask(path, { headers: { 'if-none-match': head.headers.get('etag') ?? '' } });
  expect(again.status).toBe(304);
});

test('derived files: sizes, redirects, and 404 where there is none', async () => {
  const described = library().album('A', [
    photo('a.jpg', { edited: { content: Buffer.from('edited') } }),
    photo('b.heic'),
    video('c.mp4', { transcoded: { content: Buffer.from('transcoded') } }),
  ]);
  const { immich, ask } = await start({ library: described });
  const told = async (asset: string, path: string) => {
    const { id } = immich.library.assetNamed(asset);
    const response = await ask(`/assets/${id}/${path}`);
    const location = response.headers.get('location')?.replace(id, 'ID');
    return [response.status, location ?? response.headers.get('content-type')];
  };
  expect(await told('a.jpg', 'thumbnail')).toEqual([200, 'image/webp']);
  expect(await told('a.jpg', 'thumbnail?size=preview')).toEqual([200, 'image/jpeg']);
  expect(await told('a.jpg', 'thumbnail?size=fullsize')).toEqual([302, 'original?']);
  expect(await told('b.heic', 'thumbnail?size=fullsize')).toEqual([302, '/api/assets/ID/thumbnail?size=preview']);
  expect(await told('b.heic', 'thumbnail')).toEqual([404, 'application/json; charset=utf-8']);
  expect(await told('a.jpg', 'video/playback')).toEqual([404, 'application/json; charset=utf-8']);
  expect(await told('c.mp4', 'video/playback')).toEqual([200, 'video/mp4']);
  const edited = await ask(`/assets/${immich.library.assetNamed('a.jpg').id}/original?edited=true`);
  expect(await edited.text()).toBe('edited');
  const lost = immich.library.assetNamed('c.mp4').id;
  immich.library.loseFile(lost);
  expect(await told('c.mp4', 'original')).toEqual([404, 'application/json; charset=utf-8']);
});

test('a file on disk is served, and not found once it is gone', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'fake-immich-'));
  onTestFinished(() => rm(folder, { recursive: true, force: true }));
  const file = join(folder, 'a.jpg');
  await writeFile(file, BYTES);
  const { immich, ask } = await start({ library: library().album('A', [photo('a.jpg', { content: { file } })]) });
  const path = `/assets/${immich.library.assetNamed('a.jpg').id}/original`;
  expect(await (await ask(path, { headers: { range: 'bytes=3-5' } })).text()).toBe('345');
  await rm(file);
  expect((await ask(path)).status).toBe(404);
});

test('a client that goes away stops the stream', async () => {
  const size = 2_000_000_000;
  const { immich, url } = await start({
    library: library().album('A', [video('big.mp4', { content: { generated: size } })]),
  });
  const path = `/api/assets/${immich.library.assetNamed('big.mp4').id}/original`;
  const request = get(`${url}${path}`, { headers: { 'x-api-key': 'admin-key' } });
  request.on('error', () => undefined);
  const [response] = await once(request, 'response');
  await once(response, 'data');
  expect(immich.openRequests).toBe(1);
  request.destroy();
  await until(() => immich.openRequests === 0);
  const [entry] = immich.requests.entries;
  expect(entry).toMatchObject({ state: 'aborted', status: 200 });
  expect(entry?.bytesSent).toBeLessThan(size);
});

test('a reader that does not read is not written to without end', async () => {
  const size = 500_000_000;
  const { immich, url } = await start({
    library: library().album('A', [video('big.mp4', { content: { generated: size } })]),
  });
  const { hostname, port } = new URL(url);
  const socket = connect(Number(port), hostname);
  await once(socket, 'connect');
  socket.pause();
  const path = `/api/assets/${immich.library.assetNamed('big.mp4').id}/original`;
  socket.write(`GET ${path} HTTP/1.1\r\nHost: x\r\nx-api-key: admin-key\r\n\r\n`);
  await until(() => (immich.requests.entries[0]?.bytesSent ?? 0) > 0);
  await new Promise((resolve) => setTimeout(resolve, 100));
  expect(immich.requests.entries[0]?.bytesSent).toBeLessThan(size / 2);
  socket.destroy();
  await until(() => immich.openRequests === 0);
});

test('a throttled download is whole, and goes out in small pieces', async () => {
  const content = { generated: 300_000, seed: 3 };
  const { immich, ask } = await start({ library: library().album('A', [video('a.mp4', { content })]) });
  immich.throttle({ bytesPerSecond: 3_000_000 });
  const { id } = immich.library.assetNamed('a.mp4');
  const sizes: number[] = [];
  for await (const part of (await ask(`/assets/${id}/original`)).body ?? []) sizes.push(part.byteLength);
  expect(sizes.reduce((sum, size) => sum + size, 0)).toBe(300_000);
  expect(sizes.length).toBeGreaterThan(2);
  await until(() => immich.openRequests === 0);
  expect(immich.requests.entries[0]).toMatchObject({ bytesSent: 300_000, state: 'finished' });
});

test('JSON: 304 for a known tag, gzip on request, any case and a slash at the end', async () => {
  const { immich, url, ask } = await start({ library: library().album('A').album('B').album('C') });
  const first = await ask('/Albums/');
  expect(first.status).toBe(200);
  const known = await ask('/albums', { headers: { 'if-none-match': first.headers.get('etag') ?? '' } });
  expect(known.status).toBe(304);
  const plain = httpRequest(`${url}/api/albums`, { headers: { 'x-api-key': 'admin-key', 'accept-encoding': 'gzip' } });
  plain.end();
  const [response] = await once(plain, 'response');
  expect(response.headers).toMatchObject({ 'content-encoding': 'gzip', 'transfer-encoding': 'chunked' });
  response.resume();
  immich.library.renameAlbum(immich.library.albumNamed('A').id, 'A2');
  const changed = await ask('/albums', { headers: { 'if-none-match': first.headers.get('etag') ?? '' } });
  expect(changed.status).toBe(200);
});
