import type { Asset, Rendition } from '@immich-webdav/core';
import { type Fault, library, photo } from '@immich-webdav/fake-immich';
import { describe, expect, test } from 'vitest';
import { createImmichSource, type ImmichSource } from '../src/index.ts';
import { startProxy } from './proxy.ts';
import { bytesOf, firstAsset, RELEASES, rejection, start, untilIdle } from './start.ts';

const SIZE = 50_000;
const onePhoto = () => library().album('A', [photo('a.heic', { preview: { content: { generated: SIZE, seed: 7 } } })]);
const MEDIA = { path: /\/assets\/[^/]+\// };

async function startWith(version: (typeof RELEASES)[number]) {
  const started = await start({ version, library: onePhoto() }, { timeoutMs: 300 });
  const asset = await firstAsset(started.source);
  started.immich.requests.reset();
  return { ...started, asset };
}

const waysToAsk = (source: ImmichSource, asset: Asset, rendition: Rendition) => [
  () => source.renditions.describe(asset, rendition),
  () => source.open(asset, rendition),
];

const REFUSALS: readonly (readonly [string, Fault, string])[] = [
  ['no answer in time', { delayMs: 5000 }, 'timeout'],
  ["a proxy's 404", { html: '<h1>Not here</h1>', status: 404 }, 'unavailable'],
  ["a proxy's 502", { html: '<h1>Bad gateway</h1>' }, 'unavailable'],
  ["a proxy's 504", { html: '<h1>Gateway timeout</h1>', status: 504 }, 'timeout'],
  ['a login page', { html: '<h1>Log in</h1>', status: 200 }, 'unavailable'],
  ['a message in JSON', { body: { ok: true } }, 'unavailable'],
  ["Immich's 500", { status: 500 }, 'unavailable'],
  ['401', { status: 401 }, 'unauthenticated'],
  ['403', { status: 403 }, 'forbidden'],
  ['429', { status: 429, headers: { 'Retry-After': '7' } }, 'rate-limited'],
  ['a connection that always breaks', { dropConnection: 'before-headers' }, 'unavailable'],
  ['a compressed file', { headers: { 'Content-Encoding': 'gzip' } }, 'bad-response'],
];

/** What is wrong with the bytes that come. */
const WRONG_BYTES: readonly (readonly [string, Fault])[] = [
  ['cut after some bytes', { truncateAfter: 1000 }],
  ['cut after the head', { dropConnection: 'after-headers' }],
  ['fewer than announced', { wrongLength: 500 }],
  ['fewer, and announced so', { wrongLength: -500 }],
  ['others of the same length', { body: 'x'.repeat(SIZE), headers: { 'Content-Type': 'image/jpeg' } }],
  ['others with the time of these', { body: 'x', headers: { 'Content-Type': 'image/jpeg', ETag: '' } }],
];

describe.each(RELEASES)('faults in renditions of Immich %s', (version) => {
  test.each(REFUSALS)('%s, in both ways to ask', async (_, fault, code) => {
    const { source, immich, asset } = await startWith(version);
    immich.faults.add({ match: MEDIA, ...fault });
    for (const ask of waysToAsk(source, asset, 'preview')) {
      const error = await rejection(ask());
      expect(error).toMatchObject({ name: 'LibraryError', code });
      expect(String(error)).not.toContain('admin-key');
      if (code === 'rate-limited') expect(error).toMatchObject({ retryAfterMs: 7000 });
    }
    await untilIdle(immich);
  });

  test.each(WRONG_BYTES)('bytes that are %s never pass for what is known', async (_, fault) => {
    const { source, immich, asset } = await startWith(version);
    const metadata = await source.renditions.describe(asset, 'preview');
    immich.faults.add({ match: { ...MEDIA, method: 'GET' }, ...fault });
    for (const range of [undefined, { first: 10, last: SIZE - 1 }]) {
      const reading = source.open(asset, 'preview', { metadata, ...(range && { range }) }).then(async (content) => {
        await bytesOf(content.body);
        return content.tag === metadata.tag && content.size === metadata.size ? 'as known' : 'another';
      });
      expect(await reading.catch((error: Error) => error.name)).toMatch(/^(LibraryError|another)$/);
    }
    await untilIdle(immich);
  });

  test('a head tells what Immich says, though its own answer to HEAD holds no words', async () => {
    const apiKeys = [{ secret: 'narrow', permissions: ['album.read', 'asset.read', 'asset.download'] }];
    const narrow = library()
      .user('admin', { apiKeys })
      .album('A', [photo('a.jpg')]);
    const { source, immich } = await start({ version, library: narrow }, { apiKey: 'narrow' });
    const asset = await firstAsset(source);
    const error = await rejection(source.renditions.describe(asset, 'thumbnail'));
    expect(error).toMatchObject({ code: 'forbidden', message: expect.stringContaining('asset.view') });
    immich.library.forceDelete(asset.id);
    expect(await rejection(source.renditions.describe(asset, 'original'))).toMatchObject({ code: 'not-found' });
  });

  test('a HEAD on a connection that died is sent again, and its connection is used again', async () => {
    const { source, immich, asset } = await startWith(version);
    for (let again = 0; again < 20; again++) await source.renditions.describe(asset, 'preview');
    // The listing before may have left two.
    expect(new Set(immich.requests.entries.map(({ connection }) => connection)).size).toBeLessThanOrEqual(2);
    immich.faults.add({ match: { onReusedConnection: true }, dropConnection: 'before-headers' });
    expect(await source.renditions.describe(asset, 'preview')).toMatchObject({ size: SIZE });
  });

  test('whoever gives up ends the request', async () => {
    const { source, immich, asset } = await startWith(version);
    immich.faults.add({ match: MEDIA, delayMs: 60_000 });
    const abort = new AbortController();
    const describing = rejection(source.renditions.describe(asset, 'preview', { signal: abort.signal }));
    while (immich.openRequests === 0) await new Promise((resolve) => setTimeout(resolve, 5));
    abort.abort();
    expect(await describing).toMatchObject({ name: 'LibraryError', code: 'unavailable' });
    await untilIdle(immich);
  });

  test.each<readonly [string, Rendition, string]>([
    ['another origin', 'fullsize', 'http://OTHER/api/assets/ID/original'],
    ['another origin, without a scheme', 'fullsize', '//OTHER/api/assets/ID/original'],
    ['another asset', 'fullsize', '/api/assets/0e1b7a5c-5d0f-4c53-8e0a-6f3f5a2d9c11/original'],
    ['another operation', 'fullsize', '/api/assets/ID/video/playback'],
    ['itself', 'fullsize', '/api/assets/ID/thumbnail?size=fullsize'],
    ['nowhere', 'fullsize', 'http://['],
    ['the original in place of a preview', 'preview', '/api/assets/ID/original'],
  ])('a redirect to %s is refused', async (_, rendition, location) => {
    const { source, immich, asset } = await startWith(version);
    const other = await startProxy('http://127.0.0.1:9');
    const to = location.replace('ID', asset.id).replace('OTHER', new URL(other.url).host);
    immich.faults.add({ match: MEDIA, status: 302, body: '', headers: { Location: to } });
    for (const ask of waysToAsk(source, asset, rendition)) {
      expect(await rejection(ask())).toMatchObject({ code: 'bad-response' });
    }
    expect(immich.requests.entries).toHaveLength(2);
    expect(other.seen).toEqual([]);
    await untilIdle(immich);
  });
});

const startBehind = async (options: Parameters<typeof startProxy>[1]) => {
  const { url } = await start({ library: onePhoto() });
  const proxy = await startProxy(url, options);
  const source = createImmichSource({ url: proxy.url, apiKey: 'admin-key', hints: false });
  const asset = await firstAsset(source);
  return { proxy, source, asset };
};

test('below a path that Immich does not know of, its redirects are understood', async () => {
  const { proxy, source, asset } = await startBehind({ prefix: '/photos' });
  expect(await source.renditions.describe(asset, 'fullsize')).toMatchObject({ size: SIZE });
  const path = `/photos/api/assets/${asset.id}/thumbnail`;
  expect(proxy.seen.slice(-2)).toEqual([`HEAD ${path}?size=fullsize`, `HEAD ${path}?size=preview`]);
  await source.close();
});

test('a proxy that tells no length to HEAD costs one request more', async () => {
  const { proxy, source, asset } = await startBehind({
    headers: ({ 'content-length': length, ...others }, { method }) =>
      method === 'HEAD' || length === undefined ? others : { ...others, 'content-length': length },
  });
  expect(await source.renditions.describe(asset, 'preview')).toMatchObject({ size: SIZE, tag: expect.any(String) });
  expect(proxy.seen.slice(-2).map((request) => request.split(' ')[0])).toEqual(['HEAD', 'GET']);
  await source.close();
});

test('where nothing tells the length, one is not made up', async () => {
  const { source, asset } = await startBehind({
    headers: ({ 'content-length': length, 'content-range': range, ...others }, { url }) => ({
      ...others,
      ...(length !== undefined && !url?.includes('thumbnail') && { 'content-length': length }),
      ...(range !== undefined && { 'content-range': range.replace(/\d+$/, '*') }),
    }),
  });
  expect(await rejection(source.renditions.describe(asset, 'preview'))).toMatchObject({ code: 'bad-response' });
  const content = await source.open(asset, 'preview');
  expect(content.size).toBeUndefined();
  expect(await bytesOf(content.body)).toHaveLength(SIZE);
  await source.close();
});

test('without an entity tag, time and length make one; without a time either there is none', async () => {
  const { source, immich } = await start({ library: onePhoto() });
  const asset = await firstAsset(source);
  const remove = immich.faults.add({ match: MEDIA, headers: { ETag: '' } });
  const metadata = await source.renditions.describe(asset, 'preview');
  expect(metadata.tag).toMatch(/^\w{3}, .* GMT 50000$/);
  const content = await source.open(asset, 'preview', { metadata });
  expect(content.tag).toBe(metadata.tag);
  await bytesOf(content.body);
  remove();
  immich.faults.add({ match: MEDIA, headers: { ETag: '', 'Last-Modified': '' } });
  expect(await rejection(source.renditions.describe(asset, 'preview'))).toMatchObject({ code: 'bad-response' });
});
