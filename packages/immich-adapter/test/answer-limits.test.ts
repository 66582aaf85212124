import { createServer, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { gzipSync } from 'node:zlib';
import { LibraryError } from '@immich-webdav/core';
import { expect, onTestFinished, test } from 'vitest';
import { createImmichSource, type ImmichSource } from '../src/index.ts';
import { rejection } from './start.ts';

interface Odd {
  readonly source: ImmichSource;
  /** Resolves when the client has ended a connection before the answer was complete. */
  readonly left: Promise<void>;
}

/** A server that answers its version as it should, and everything else as told. */
async function startOdd(answer: (response: ServerResponse) => void): Promise<Odd> {
  const left = Promise.withResolvers<void>();
  const server = createServer((request, response) => {
    response.on('close', () => response.writableFinished || left.resolve());
    if (request.url === '/api/server/version') response.end('{"major":3,"minor":1,"patch":0}');
    else answer(response);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  const source = createImmichSource({ url: `http://127.0.0.1:${port}`, apiKey: 'k', hints: false, timeoutMs: 200 });
  onTestFinished(async () => {
    await source.close();
    server.closeAllConnections();
    server.close();
  });
  return { source, left: left.promise };
}

/** One byte now and then: the answer never ends, and no wait for the next byte is long. */
function drip(response: ServerResponse): void {
  response.writeHead(200, { 'content-type': 'application/json' });
  const timer = setInterval(() => response.write(' '), 20);
  response.on('close', () => clearInterval(timer));
}

/** As fast as it is taken, without end. */
function flood(response: ServerResponse): void {
  const spaces = Buffer.alloc(1024 * 1024, ' ');
  const more = (): void => {
    while (!response.destroyed && response.write(spaces));
  };
  response.on('drain', more);
  more();
}

const LISTS: readonly (readonly [string, (source: ImmichSource) => Promise<unknown>])[] = [
  ['albums', (source) => source.listGroups('album')],
  ['months', (source) => source.listGroups('month')],
];

test.each(LISTS)(
  'an answer that drips without end is a timeout, and its connection is closed (%s)',
  async (_, list) => {
    const { source, left } = await startOdd(drip);
    expect(await rejection(list(source))).toMatchObject({
      code: 'timeout',
      message: expect.stringContaining('IMMICH_TIMEOUT'),
    });
    await left;
  },
);

test('requests that wait behind dripping ones have their turn', async () => {
  let isSound = false;
  const { source } = await startOdd((response) => (isSound ? response.end('[]') : drip(response)));
  const dripping = Array.from({ length: 4 }, () => rejection(source.listGroups('album')));
  const waiting = Promise.all(dripping).then(() => {
    isSound = true;
    return source.listGroups('album');
  });
  expect(await waiting).toEqual([]);
});

test('an answer without end is refused, and its connection is closed', async () => {
  const { source, left } = await startOdd(flood);
  expect(await rejection(source.listGroups('album'))).toMatchObject({ code: 'bad-response' });
  await left;
});

test('an answer that unpacks to far more than Immich sends is refused before it takes the memory', async () => {
  const bomb = gzipSync(Buffer.alloc(300 * 1024 * 1024, ' '), { level: 1 });
  const { source } = await startOdd((response) => response.setHeader('content-encoding', 'gzip').end(bomb));
  const before = process.memoryUsage().arrayBuffers;
  const error = await rejection(source.listGroups('album'));
  expect(error).toMatchObject({ code: 'bad-response', message: expect.stringContaining('larger than any of Immich') });
  expect(LibraryError.is(error)).toBe(true);
  expect(process.memoryUsage().arrayBuffers - before).toBeLessThan(200 * 1024 * 1024);
});

const gzipped = (packed: Buffer) => (response: ServerResponse) =>
  response.writeHead(200, { 'content-encoding': 'gzip', 'content-type': 'application/json' }).end(packed);

/** The length in its last four bytes is another one (RFC 1952 section 2.3.1). */
function claiming(length: number): Buffer {
  const packed = gzipSync('[]');
  packed.writeUInt32LE(length, packed.length - 4);
  return packed;
}

test.each([
  ['one member', gzipSync('[]')],
  [
    'several members, whose last length is not that of all',
    Buffer.concat(['[', ' '.repeat(1e6), ']'].map((part) => gzipSync(part))),
  ],
  ['a length above what one piece of memory takes', gzipSync(`[${' '.repeat(9e6)}]`)],
])('a compressed answer of %s is read whole', async (_, packed) => {
  const { source } = await startOdd(gzipped(packed));
  expect(await source.listGroups('album')).toEqual([]);
});

test.each([
  ['nothing', claiming(0)],
  ['4 GiB', claiming(2 ** 32 - 1)],
  ['a length of three bytes', gzipSync('[]').subarray(0, 3)],
])('a compressed answer that claims %s is refused', async (_, packed) => {
  const { source } = await startOdd(gzipped(packed));
  expect(await rejection(source.listGroups('album'))).toMatchObject({ code: 'bad-response' });
});
