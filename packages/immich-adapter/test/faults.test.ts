import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import type { LibraryError } from '@immich-webdav/core';
import { type Fault, library, photo } from '@immich-webdav/fake-immich';
import { describe, expect, test } from 'vitest';
import { createImmichSource } from '../src/index.ts';
import { assetsOf, bytesOf, firstAsset, known, RELEASES, rejection, start } from './start.ts';

const onePhoto = library().album('A', [photo('a.jpg')]);

/** Faults, and what each of them is to a listing and to a download. */
const FAULTS: readonly (readonly [string, Fault, string])[] = [
  ['no answer in time', { delayMs: 5000 }, 'timeout'],
  ["a proxy's 404", { html: '<h1>Not here</h1>', status: 404 }, 'unavailable'],
  ["a proxy's 502", { html: '<h1>Bad gateway</h1>' }, 'unavailable'],
  ["a proxy's 504", { html: '<h1>Gateway timeout</h1>', status: 504 }, 'timeout'],
  ["Immich's 500", { status: 500 }, 'unavailable'],
  ['401', { status: 401 }, 'unauthenticated'],
  ['403', { status: 403 }, 'forbidden'],
  ['429', { status: 429 }, 'rate-limited'],
  ['a redirect', { status: 302, body: '', headers: { Location: '/elsewhere' } }, 'bad-response'],
  ['another 400', { status: 400 }, 'bad-response'],
];

describe.each(RELEASES)('faults of Immich %s', (version) => {
  test.each(FAULTS)('%s, in a listing', async (_, fault, code) => {
    const { source, immich } = await start({ version, library: onePhoto }, { timeoutMs: 300 });
    immich.faults.add({ match: { path: /\/albums/ }, ...fault });
    const error = await rejection(source.listGroups('album'));
    expect(error).toMatchObject({ name: 'LibraryError', code });
    expect((error as LibraryError).message).not.toContain('admin-key');
  });

  test.each(FAULTS)('%s, in a download', async (_, fault, code) => {
    const { source, immich } = await start({ version, library: onePhoto }, { timeoutMs: 300 });
    const asset = await firstAsset(source);
    immich.faults.add({ match: { path: /original$/ }, ...fault });
    expect(await rejection(source.open(asset, 'original'))).toMatchObject({ name: 'LibraryError', code });
  });

  test.each([
    ['a text', { body: 'welcome' }],
    ['a web page', { html: '<h1>Log in</h1>', status: 200 }],
    ['another shape', { body: { albums: [] } }],
    ['strange records', { body: [{ assets: [] }, {}] }],
    ['nothing', { body: '' }],
    ['null', { body: null }],
    ['empty records', { body: [null] }],
    ['half of it', { body: '[{"id":"1"' }],
    ['what was not packed as it says', { body: '[]', headers: { 'Content-Encoding': 'gzip' } }],
  ])('%s instead of albums is bad-response', async (_, fault) => {
    const { source, immich } = await start({ version, library: onePhoto });
    immich.faults.add({ match: { path: /\/albums$/ }, ...fault });
    expect(await rejection(source.listGroups('album'))).toMatchObject({ code: 'bad-response' });
  });

  test.each([
    'text/html',
    'Text/HTML; charset=utf-8',
    'text/plain',
    'application/json; charset=utf-8',
    'application/problem+json',
    'application/xml',
    'application/xhtml+xml',
  ])('%s with a good status instead of a file is unavailable', async (type) => {
    const { source, immich } = await start({ version, library: onePhoto });
    const asset = await firstAsset(source);
    const proxy = { match: { path: /original$/ }, status: 200, body: 'Log in', headers: { 'Content-Type': type } };
    immich.faults.add(proxy);
    expect(await rejection(source.open(asset, 'original'))).toMatchObject({ code: 'unavailable' });
    expect(await rejection(source.open(asset, 'original', { range: { first: 0, last: 2 } }))).toMatchObject({
      code: 'unavailable',
    });
    // Where the file is listed as such a text, and no checksum contradicts.
    const { sha1: _, ...unchecked } = asset;
    const content = await source.open({ ...unchecked, mediaType: type.toLowerCase() }, 'original');
    expect((await bytesOf(content.body)).toString()).toBe('Log in');
  });

  test('429 tells when to try again', async () => {
    const { source, immich } = await start({ version, library: onePhoto });
    immich.faults.add({ match: { path: /\/albums/ }, status: 429, headers: { 'Retry-After': '7' } });
    expect(await rejection(source.listGroups('album'))).toMatchObject({ retryAfterMs: 7000 });
  });

  test('429 ends all requests for as long as it says, and no longer', async () => {
    const { source, immich } = await start({ version, library: onePhoto });
    const asset = await firstAsset(source);
    immich.requests.reset();
    const headers = { 'Retry-After': '1' };
    immich.faults.add({ match: { path: /original$/ }, times: 1, status: 429, headers });
    expect(await rejection(source.open(asset, 'original'))).toMatchObject({ code: 'rate-limited', retryAfterMs: 1000 });
    const meanwhile = [source.open(asset, 'original'), source.listGroups('album')];
    for (const asking of meanwhile) {
      const error = (await rejection(asking)) as LibraryError;
      expect(error).toMatchObject({ code: 'rate-limited' });
      expect(error.retryAfterMs).toBeLessThanOrEqual(1000);
    }
    expect(immich.requests.entries).toHaveLength(1);
    await sleep(1000);
    expect((await source.listGroups('album')).length).toBe(1);
    expect((await bytesOf((await source.open(asset, 'original')).body)).length).toBe(asset.size);
  });

  test('a missing permission is named, a wrong key says where to look', async () => {
    const keys = [{ secret: 'narrow-key', permissions: ['album.read', 'asset.read'] }];
    const narrow = library()
      .user('admin', { apiKeys: keys })
      .album('A', [photo('a.jpg')]);
    const { source, url } = await start({ version, library: narrow }, { apiKey: 'narrow-key' });
    const error = await rejection(source.open(await firstAsset(source), 'original'));
    expect(error).toMatchObject({ code: 'forbidden', message: expect.stringContaining('asset.download') });
    const stranger = createImmichSource({ url, apiKey: 'wrong-key' });
    const refused = await rejection(stranger.listGroups('album'));
    await stranger.close();
    expect(refused).toMatchObject({ code: 'unauthenticated', message: expect.stringContaining('IMMICH_API_KEY') });
    expect(String(refused)).not.toContain('wrong-key');
  });

  test('a date that cannot be read does not hide the listing', async () => {
    const { source, immich } = await start({ version, library: onePhoto });
    const [group] = await source.listGroups('album');
    const record = {
      id: '1',
      type: 'IMAGE',
      originalFileName: 'old.jpg',
      checksum: 'x',
      createdAt: '2024-01-01T00:00:00+00:00',
    };
    const items = [{ ...record, fileCreatedAt: '-000001', fileModifiedAt: null, visibility: 'timeline' }];
    immich.faults.add({ body: { assets: version === '2.7.5' ? items : { items, nextPage: null } } });
    const assets = await assetsOf(source, known(group));
    const time = Date.UTC(2024, 0, 1);
    expect(assets).toMatchObject([{ fileName: 'old.jpg', capturedAt: time, modifiedAt: time, uploadedAt: time }]);
  });

  test('an abort ends a listing that waits', async () => {
    const { source, immich } = await start({ version, library: onePhoto });
    await source.listGroups('album');
    immich.faults.add({ delayMs: 60_000 });
    const abort = new AbortController();
    const listing = rejection(source.listGroups('album', { signal: abort.signal }));
    while (immich.openRequests === 0) await sleep(5);
    abort.abort();
    expect(await listing).toMatchObject({ name: 'LibraryError' });
    while (immich.openRequests > 0) await sleep(5);
  });
});

test('a server that is not there is unavailable', async () => {
  const server = createServer().listen(0, '127.0.0.1');
  await new Promise((resolve) => server.once('listening', resolve));
  const { port } = server.address() as AddressInfo;
  await new Promise((resolve) => server.close(resolve));
  const source = createImmichSource({ url: `http://127.0.0.1:${port}`, apiKey: 'k' });
  expect(await rejection(source.listGroups('album'))).toMatchObject({ code: 'unavailable' });
  await source.close();
});

test.each([
  ['begins elsewhere', 'bytes 1-10/100'],
  ['ends elsewhere', 'bytes 0-19/100'],
  ['is not told', 'bytes */100'],
  ['is malformed', 'bytes zero to nine'],
])('a 206 whose range %s is refused', async (_, contentRange) => {
  const { source, immich } = await start({ library: onePhoto });
  const asset = await firstAsset(source);
  immich.faults.add({ match: { path: /original$/ }, headers: { 'Content-Range': contentRange } });
  const opening = source.open(asset, 'original', { range: { first: 0, last: 9 } });
  expect(await rejection(opening)).toMatchObject({ code: 'bad-response' });
});

test('a body that stalls is a timeout for a reader who waits, not for one who pauses', async () => {
  const large = library().album('A', [photo('a.jpg', { content: { generated: 5_000_000 } })]);
  const { source, immich } = await start({ library: large }, { timeoutMs: 300 });
  const asset = await firstAsset(source);
  const paused = await source.open(asset, 'original');
  await sleep(900);
  expect((await bytesOf(paused.body)).length).toBe(5_000_000);
  immich.throttle({ bytesPerSecond: 1000 });
  const stalled = await source.open(asset, 'original');
  expect(await rejection(bytesOf(stalled.body))).toMatchObject({ code: 'timeout' });
});

test('a source that was closed says so, and nothing of Immich, before and during a download', async () => {
  const large = library().album('A', [photo('a.jpg', { content: { generated: 5_000_000 } })]);
  const { source, immich } = await start({ library: large });
  const asset = await firstAsset(source);
  immich.throttle({ bytesPerSecond: 100_000 });
  const reading = rejection(source.open(asset, 'original').then(({ body }) => bytesOf(body)));
  while (immich.openRequests === 0) await sleep(5);
  await source.close();
  const closed = { name: 'LibraryError', code: 'unavailable', message: expect.stringMatching(/is stopping/) };
  expect(await reading).toMatchObject(closed);
  expect(await rejection(source.open(asset, 'original').then(({ body }) => bytesOf(body)))).toMatchObject(closed);
  expect(await rejection(source.listGroups('album'))).toMatchObject(closed);
});
