import { once } from 'node:events';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Asset, AssetGroup } from '@immich-webdav/core';
import { library, photo } from '@immich-webdav/fake-immich';
import { expect, onTestFinished, test } from 'vitest';
import { createImmichSource, type ImmichOptions } from '../src/index.ts';
import { assetsOf, known, rejection, start } from './start.ts';

interface Waiting {
  /** The album or asset that was asked for. */
  readonly album: string;
  answer(): void;
}

/** A server that answers searches and HEADs when the test says so, and a source that asks it. */
async function startPatient(options: Partial<ImmichOptions> = {}) {
  const waiting: Waiting[] = [];
  const send = (response: ServerResponse, body: unknown) =>
    response.writeHead(200, { 'Content-Type': 'application/json' }).end(JSON.stringify(body));
  const receive = async (request: IncomingMessage, response: ServerResponse) => {
    if (request.url?.endsWith('/version')) return send(response, { major: 3, minor: 1, patch: 0 });
    if (request.method === 'HEAD') {
      const headers = { 'Content-Type': 'image/jpeg', 'Content-Length': 10, ETag: '"1"' };
      return waiting.push({ album: idIn(request.url), answer: () => response.writeHead(200, headers).end() });
    }
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk as Buffer);
    const album = String(JSON.parse(Buffer.concat(chunks).toString()).albumIds[0]);
    return waiting.push({ album, answer: () => send(response, { assets: { items: [], nextPage: null } }) });
  };
  const server = createServer((request, response) => void receive(request, response));
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const source = createImmichSource({ url, apiKey: 'key', hints: false, ...options });
  onTestFinished(async () => {
    await source.close();
    server.closeAllConnections();
    server.close();
  });
  // Knows the version then.
  const first = read(source, 'first');
  await until(() => waiting.length === 1);
  waiting.shift()?.answer();
  await first;
  return { source, waiting };
}

const group = (id: string): AssetGroup => ({
  kind: 'album',
  id,
  name: id,
  revision: '1',
  createdAt: 0,
  modifiedAt: 0,
});

const PHOTO: Asset = {
  id: 'photo',
  fileName: 'a.jpg',
  type: 'image',
  mediaType: 'image/jpeg',
  revision: '1',
  capturedAt: 0,
  modifiedAt: 0,
  uploadedAt: 0,
};

const idIn = (path = ''): string => /\/assets\/([^/]+)\//.exec(path)?.[1] ?? '';

async function until(condition: () => boolean): Promise<void> {
  while (!condition()) await new Promise((resolve) => setTimeout(resolve, 5));
}

async function read(source: ReturnType<typeof createImmichSource>, id: string, options = {}): Promise<void> {
  for await (const _ of source.listAssets({ group: group(id) }, options));
}

test.each([
  [4, undefined],
  [1, 1],
  [7, 7],
])('%i requests at most when concurrency is %s', async (most, concurrency) => {
  const { source, waiting } = await startPatient(concurrency === undefined ? {} : { concurrency });
  const reading = Promise.all(
    Array.from({ length: 20 }, (_, at) => read(source, `${at}`, { background: at % 2 === 0 })),
  );
  for (let answered = 0; answered < 20; answered++) {
    const open = Math.min(most, 20 - answered);
    await until(() => waiting.length >= answered + open);
    // Whatever were sent too much would be here by the time that the rest was answered.
    expect(waiting.length).toBe(answered + open);
    waiting[answered]?.answer();
  }
  await reading;
  expect(source.requests).toBe(22);
});

test('what somebody waits for overtakes what is asked in the background', async () => {
  const { source, waiting } = await startPatient({ concurrency: 2 });
  const background = ['b1', 'b2', 'b3', 'b4'].map((id) => read(source, id, { background: true }));
  await until(() => waiting.length === 2);
  const people = ['p1', 'p2'].map((id) => read(source, id));
  for (let answered = 0; answered < 6; answered++) {
    await until(() => waiting.length > answered);
    waiting[answered]?.answer();
  }
  await Promise.all([...background, ...people]);
  expect(waiting.map(({ album }) => album[0]).join('')).toBe('bbppbb');
});

test('facts of renditions wait for their turn as listings do', async () => {
  const { source, waiting } = await startPatient({ concurrency: 2 });
  const describe = (id: string, background: boolean) =>
    source.renditions.describe({ ...PHOTO, id }, 'preview', { background });
  const background = ['b1', 'b2', 'b3', 'b4'].map((id) => describe(id, true));
  await until(() => waiting.length === 2);
  const people = [read(source, 'p1'), describe('p2', false)];
  for (let answered = 0; answered < 6; answered++) {
    await until(() => waiting.length > answered);
    expect(waiting.length).toBeLessThanOrEqual(answered + 2);
    waiting[answered]?.answer();
  }
  await Promise.all([...background, ...people]);
  expect(waiting.map(({ album }) => album[0]).join('')).toBe('bbppbb');
});

test('whoever gives up while waiting is never asked for', async () => {
  const { source, waiting } = await startPatient({ concurrency: 1 });
  const first = read(source, 'first');
  await until(() => waiting.length === 1);
  const abort = new AbortController();
  const second = rejection(read(source, 'second', { signal: abort.signal }));
  const third = read(source, 'third');
  abort.abort();
  expect(await second).toMatchObject({ name: 'LibraryError', code: 'unavailable' });
  waiting[0]?.answer();
  await until(() => waiting.length === 2);
  waiting[1]?.answer();
  await Promise.all([first, third]);
  expect(waiting.map(({ album }) => album)).toEqual(['first', 'third']);
});

test('downloads that nobody reads hold up no listing', async () => {
  const large = library().album('A', [photo('a.jpg', { content: { generated: 5_000_000 } })]);
  const { source } = await start({ library: large }, { concurrency: 1 });
  const [album] = await source.listGroups('album');
  const [asset] = await assetsOf(source, known(album));
  const bodies = await Promise.all(Array.from({ length: 6 }, () => source.open(known(asset), 'original')));
  expect(await assetsOf(source, known(album))).toHaveLength(1);
  for (const { body } of bodies) await body[Symbol.asyncIterator]().return?.();
});
