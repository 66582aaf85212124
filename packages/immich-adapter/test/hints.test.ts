import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { createPhotoLibrary } from '@immich-webdav/core';
import { type FakeLibrary, library, photo } from '@immich-webdav/fake-immich';
import { describe, expect, onTestFinished, test } from 'vitest';
import { type HintWatcher, watchHints } from '../src/hints/watch-hints.ts';
import { connectTo } from '../src/http/connection.ts';
import { createImmichSource, type ImmichSource } from '../src/index.ts';
import { known, RELEASES, start } from './start.ts';

async function until(condition: () => boolean): Promise<void> {
  while (!condition()) await new Promise((resolve) => setTimeout(resolve, 5));
}

const narrow = { secret: 'narrow-key', permissions: ['album.read', 'asset.read', 'asset.download'] };
const all = { secret: 'admin-key', permissions: ['all'] };
const oneAlbum = library()
  .user('admin', { apiKeys: [all, narrow] })
  .album('A', [photo('a.jpg')]);

const twoUsers = library()
  .user('bob')
  .album('Theirs')
  .user('admin', { apiKeys: [all] })
  .album('A', [photo('a.jpg'), photo('b.jpg')]);

/** Counts the hints of a source until the test ends. */
function listenTo(source: ImmichSource) {
  const abort = new AbortController();
  onTestFinished(() => abort.abort());
  const heard = { hints: 0, stop: () => abort.abort() };
  known(source.changes).watch(() => {
    heard.hints += 1;
  }, abort.signal);
  return heard;
}

/** Listens with short pauses. */
function listenQuickly(url: string, options: Partial<HintWatcher> = {}, apiKey = 'admin-key') {
  const connection = connectTo({ url, apiKey });
  const abort = new AbortController();
  onTestFinished(async () => {
    abort.abort();
    await connection.close();
  });
  const heard = { hints: 0, warnings: [] as string[], stop: () => abort.abort() };
  watchHints(connection, {
    onHint: () => {
      heard.hints += 1;
    },
    onWarning: (message) => heard.warnings.push(message),
    signal: abort.signal,
    firstPauseMs: 20,
    sentAwayMs: 20,
    ...options,
  });
  return heard;
}

describe.each(RELEASES)('hints of Immich %s', (version) => {
  test('connecting is one, and so is each change that Immich sends an event for', async () => {
    const { source, immich, warnings } = await start({ version, library: oneAlbum });
    const heard = listenTo(source);
    await until(() => heard.hints === 1);
    const asset = immich.library.assetNamed('a.jpg').id;
    const album = immich.library.albumNamed('A').id;
    immich.library.trash(asset);
    immich.library.restore(asset);
    immich.library.favorite(asset);
    // 2.7.5 sends nothing for these two.
    immich.library.removeFromAlbum(album, asset);
    immich.library.addToAlbum(album, asset);
    immich.library.addAsset(photo('new.jpg'));
    immich.library.forceDelete(asset);
    await until(() => heard.hints === (version === '2.7.5' ? 6 : 8));
    expect(warnings).toEqual([]);
  });

  test.each<[string, (photos: FakeLibrary) => unknown]>([
    ['an edited picture', (photos) => photos.edit(photos.assetNamed('a.jpg').id, { content: { generated: 9 } })],
    ['an edit that is undone', (photos) => photos.unedit(photos.assetNamed('a.jpg').id)],
    ['a stack', (photos) => photos.stack(photos.assetNamed('a.jpg').id, photos.assetNamed('b.jpg').id)],
    ['an album that another user shares', (photos) => photos.shareAlbum(photos.albumNamed('Theirs').id, 'admin')],
  ])('%s is a hint', async (_, change) => {
    const { source, immich } = await start({ version, library: twoUsers });
    const heard = listenTo(source);
    await until(() => heard.hints === 1);
    change(immich.library);
    await until(() => heard.hints === 2);
    expect(heard.hints).toBe(2);
  });

  test('a change is visible at once though the next poll is far away', async () => {
    const { source, immich } = await start({ version, library: oneAlbum });
    const clock = {
      now: Date.now,
      elapsed: Date.now,
      random: () => 0,
      // Only a hint ends the pause between two refreshes.
      sleep: (ms: number, signal?: AbortSignal) =>
        new Promise<void>((resolve) => {
          if (ms < 10_000) setTimeout(resolve, 0);
          signal?.addEventListener('abort', () => resolve());
        }),
    };
    const refreshed: number[] = [];
    const observer = { refreshed: ({ assets }: { assets: number }) => refreshed.push(assets) };
    const photos = createPhotoLibrary({ source, clock, observer });
    onTestFinished(() => photos.stop());
    photos.start();
    await until(() => immich.openWebsockets === 1 && refreshed.length > 0);
    immich.library.addToAlbum(
      immich.library.albumNamed('A').id,
      immich.library.addAsset(photo('new.jpg', { owner: 'admin' })).id,
    );
    await until(() => refreshed.at(-1) === 2);
    await photos.stop();
    await until(() => immich.openWebsockets === 0);
  });
});

test('a key that may not listen is told of once and not tried again', async () => {
  const { url, immich } = await start({ library: oneAlbum });
  const heard = listenQuickly(url, {}, 'narrow-key');
  await until(() => heard.warnings.length === 1);
  const other = listenQuickly(url);
  for (let cut = 1; cut <= 5; cut++) {
    await until(() => other.hints === cut);
    immich.cutWebsockets();
  }
  expect(heard).toMatchObject({ hints: 0, warnings: [expect.stringMatching(/all permissions.*IMMICH_HINTS/)] });
  expect(heard.warnings.join()).not.toContain('narrow-key');
  expect(immich.refusedWebsockets).toBe(1);
});

test('a key that was good is tried again later', async () => {
  const { url, immich } = await start({ library: oneAlbum });
  const port = Number(new URL(url).port);
  const heard = listenQuickly(url);
  await until(() => heard.hints === 1);
  await immich.close();
  const revoked = await start({ library: library().user('admin', { apiKeys: [narrow] }) });
  await revoked.immich.close();
  await revoked.immich.listen({ port });
  await until(() => revoked.immich.refusedWebsockets === 2);
  await revoked.immich.close();
  await immich.listen({ port });
  await until(() => heard.hints === 2);
  expect(heard.warnings).toEqual([]);
});

test('a connection that is lost is made again, which is a hint', async () => {
  const { url, immich } = await start({ library: oneAlbum });
  const heard = listenQuickly(url);
  await until(() => heard.hints === 1);
  const port = Number(new URL(url).port);
  await immich.close();
  await immich.listen({ port });
  await until(() => heard.hints === 2);
  expect(heard.warnings).toEqual([]);
});

test('a server that is not there yet is waited for without a word', async () => {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  let refused = 0;
  server.on('upgrade', (_, socket) => {
    refused += 1;
    socket.end('HTTP/1.1 503 Service Unavailable\r\nContent-Length: 0\r\n\r\n');
  });
  const heard = listenQuickly(`http://127.0.0.1:${port}`);
  await until(() => refused === 2);
  server.closeAllConnections();
  await new Promise((resolve) => server.close(resolve));
  const { immich } = await start({ library: oneAlbum });
  await immich.close();
  await immich.listen({ port });
  await until(() => heard.hints === 1);
  expect(heard.warnings).toEqual([]);
});

test('a proxy that passes no websocket on is told of once', async () => {
  let refused = 0;
  const server = createServer().on('upgrade', (_, socket) => {
    // Whoever stops listening may hang up in the middle.
    socket.on('error', () => {});
    refused += 1;
    socket.end('HTTP/1.1 404 Not Found\r\nContent-Length: 0\r\n\r\n');
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  onTestFinished(() => void server.close());
  const heard = listenQuickly(`http://127.0.0.1:${(server.address() as AddressInfo).port}`);
  await until(() => refused === 3);
  expect(heard.warnings).toEqual([expect.stringMatching(/proxy.*IMMICH_HINTS/)]);
});

test('Immich below a path is listened to there', async () => {
  const paths: (string | undefined)[] = [];
  const server = createServer().on('upgrade', ({ url }, socket) => {
    paths.push(url?.split('?')[0]);
    socket.on('error', () => {});
    socket.end('HTTP/1.1 503 Service Unavailable\r\nContent-Length: 0\r\n\r\n');
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  onTestFinished(() => void server.close());
  const heard = listenQuickly(`http://127.0.0.1:${(server.address() as AddressInfo).port}/photos/`);
  await until(() => paths.length > 0);
  heard.stop();
  expect(paths[0]).toBe('/photos/api/socket.io/');
});

test('the end of the signal, or of the source, ends the connection', async () => {
  const { source, url, immich } = await start({ library: oneAlbum });
  const heard = listenTo(source);
  await until(() => immich.openWebsockets === 1);
  heard.stop();
  await until(() => immich.openWebsockets === 0);
  const other = createImmichSource({ url, apiKey: 'admin-key' });
  listenTo(other);
  await until(() => immich.openWebsockets === 1);
  await other.close();
  await until(() => immich.openWebsockets === 0);
  const late = createImmichSource({ url, apiKey: 'admin-key' });
  await late.close();
  listenTo(late);
  expect(immich.openWebsockets).toBe(0);
});

test('without hints there is nothing to listen to', async () => {
  const { source } = await start({ library: oneAlbum }, { hints: false });
  expect(source.changes).toBeUndefined();
});
