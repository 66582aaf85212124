import { once } from 'node:events';
import { get as httpGet } from 'node:http';
import { Readable } from 'node:stream';
import { setImmediate as yieldToOthers } from 'node:timers/promises';
import { LibraryError } from '@immich-webdav/core';
import { describe, expect, test, vi } from 'vitest';
import { MemoryTree, modifiedAt } from './memory-tree.ts';
import { serve } from './serving.ts';

const small = Buffer.from('0123456789');
const large = Buffer.alloc(300_000, 'abcdefghij');
const library = () =>
  new MemoryTree().file(['a.jpg'], { bytes: small }).file(['large.mp4'], { bytes: large, mediaType: 'video/mp4' });
const wronglyListed = (listedSize: number) => new MemoryTree().file(['a.jpg'], { bytes: small, listedSize });
const date = new Date(modifiedAt).toUTCString();
const later = new Date(modifiedAt + 5_000).toUTCString();
const earlier = new Date(modifiedAt - 5_000).toUTCString();
const tag = '"f-5-10"';

describe('GET and HEAD of a file', () => {
  test('the whole, with everything a client needs to know; HEAD opens nothing', async () => {
    const tree = library();
    const { ask } = await serve(tree);
    const head = await ask('HEAD', '/a.jpg');
    expect(tree.opens).toBe(0);
    const got = await ask('GET', '/a.jpg');
    expect(got.status).toBe(200);
    expect(got.body).toEqual(small);
    const expected = {
      etag: tag,
      'last-modified': date,
      'accept-ranges': 'bytes',
      'cache-control': 'private, no-cache',
      'content-type': 'image/jpeg',
      'content-length': '10',
    };
    expect(got.headers).toMatchObject(expected);
    expect(head).toMatchObject({ status: 200, headers: expected, text: '' });
    expect(Object.keys(got.headers)).not.toContain('www-authenticate');
    expect(Object.keys(got.headers).filter((name) => name.startsWith('access-control'))).toEqual([]);
  });

  test('the header ETag is the property getetag', async () => {
    const { ask } = await serve(library());
    const { text } = await ask('PROPFIND', '/a.jpg', { headers: { Depth: '0' } });
    expect(text).toContain(`<D:getetag>${tag.replaceAll('"', '&quot;')}</D:getetag>`);
  });

  test('a large body is streamed whole', async () => {
    const tree = library();
    const { ask } = await serve(tree);
    const { body, headers } = await ask('GET', '/large.mp4');
    expect(body.equals(large)).toBe(true);
    expect(headers['content-length']).toBe('300000');
    expect(tree.openBodies).toBe(0);
    expect(tree.signals.filter((signal) => signal.aborted)).toEqual([]);
  });

  test.each([
    ['bytes=0-3', 206, 'bytes 0-3/10', '0123'],
    ['bytes=7-', 206, 'bytes 7-9/10', '789'],
    ['bytes=-4', 206, 'bytes 6-9/10', '6789'],
    ['bytes=-40', 206, 'bytes 0-9/10', '0123456789'],
    ['bytes=8-99', 206, 'bytes 8-9/10', '89'],
    ['bytes=10-', 416, 'bytes */10', undefined],
    ['bytes=99-100', 416, 'bytes */10', undefined],
    ['bytes=-0', 416, 'bytes */10', undefined],
    ['bytes=5-2', 200, undefined, '0123456789'],
    ['bytes=0-1,3-4', 200, undefined, '0123456789'],
    ['bytes=', 200, undefined, '0123456789'],
    ['bytes=-', 200, undefined, '0123456789'],
    ['bytes=a-b', 200, undefined, '0123456789'],
    ['bytes=--1', 200, undefined, '0123456789'],
    ['items=0-1', 200, undefined, '0123456789'],
    ['bytes=99999999999999999999999-', 416, 'bytes */10', undefined],
  ])('Range %s is answered %i', async (range, status, contentRange, text) => {
    const { ask } = await serve(library());
    const got = await ask('GET', '/a.jpg', { headers: { Range: range } });
    expect(got.status).toBe(status);
    expect(got.headers['content-range']).toBe(contentRange);
    if (text !== undefined) expect(got.text).toBe(text);
  });

  test('a large part is streamed', async () => {
    const { ask } = await serve(library());
    const got = await ask('GET', '/large.mp4', { headers: { Range: 'bytes=100000-' } });
    expect(got.status).toBe(206);
    expect(got.body.equals(large.subarray(100_000))).toBe(true);
  });

  test.each([
    ['If-Match', tag, 200],
    ['If-Match', '*', 200],
    ['If-Match', '"other"', 412],
    ['If-Match', `W/${tag}`, 412],
    ['If-Unmodified-Since', date, 200],
    ['If-Unmodified-Since', earlier, 412],
    ['If-Unmodified-Since', 'rubbish', 200],
    ['If-None-Match', tag, 304],
    ['If-None-Match', `"x", W/${tag}`, 304],
    ['If-None-Match', '*', 304],
    ['If-None-Match', '"x"', 200],
    ['If-Modified-Since', date, 304],
    ['If-Modified-Since', later, 304],
    ['If-Modified-Since', earlier, 200],
    ['If-Modified-Since', 'rubbish', 200],
  ])('%s: %s is answered %i, also by HEAD', async (name, value, status) => {
    const tree = library();
    const { ask } = await serve(tree);
    const got = await ask('GET', '/a.jpg', { headers: { [name]: value } });
    expect(got.status).toBe(status);
    expect(got.headers.etag).toBe(status === 412 ? undefined : tag);
    expect(got.headers['cache-control']).toBe(status === 412 ? undefined : 'private, no-cache');
    expect((await ask('HEAD', '/a.jpg', { headers: { [name]: value } })).status).toBe(status);
    expect(tree.opens).toBe(status === 200 ? 1 : 0);
  });

  test('entity tags outrank dates, If-Match outranks If-None-Match', async () => {
    const { ask } = await serve(library());
    const status = async (headers: Record<string, string>) => (await ask('GET', '/a.jpg', { headers })).status;
    expect(await status({ 'If-Match': tag, 'If-Unmodified-Since': earlier })).toBe(200);
    expect(await status({ 'If-None-Match': '"x"', 'If-Modified-Since': later })).toBe(200);
    expect(await status({ 'If-Match': '"x"', 'If-None-Match': tag })).toBe(412);
  });

  test.each([
    [tag, 206],
    ['"other"', 200],
    [`W/${tag}`, 200],
    [date, 206],
    [later, 200],
  ])('If-Range %s is answered %i', async (value, status) => {
    const { ask } = await serve(library());
    const headers = { Range: 'bytes=0-1', 'If-Range': value };
    expect((await ask('GET', '/a.jpg', { headers })).status).toBe(status);
  });

  test('a wrong listed length: the whole has its true one, a range is reckoned again', async () => {
    const { ask } = await serve(wronglyListed(1_000));
    expect((await ask('GET', '/a.jpg')).headers['content-length']).toBe('10');
    expect((await ask('HEAD', '/a.jpg')).headers['content-length']).toBe('10');
    for (const listedSize of [6, 1_000]) {
      const tree = wronglyListed(listedSize);
      const served = await serve(tree);
      const part = await served.ask('GET', '/a.jpg', { headers: { Range: 'bytes=-4' } });
      expect(part).toMatchObject({ status: 206, text: '6789' });
      expect(part.headers['content-range']).toBe('bytes 6-9/10');
      expect(tree.opens).toBe(2);
      expect(tree.openBodies).toBe(0);
    }
  });

  test('a range that the library finds past the end is 416 with the true length, and the library is asked once', async () => {
    const tree = wronglyListed(1_000);
    const { ask } = await serve(tree);
    const got = await ask('GET', '/a.jpg', { headers: { Range: 'bytes=500-' } });
    expect(got.status).toBe(416);
    expect(got.headers['content-range']).toBe('bytes */10');
    expect(tree.opens).toBe(1);
    expect(tree.signals.map((signal) => signal.aborted)).toEqual([true]);
  });

  test('a length that the library does not tell is not made up', async () => {
    const tree = wronglyListed(1_000);
    tree.tellsLength = false;
    const { ask } = await serve(tree);
    const got = await ask('GET', '/a.jpg', { headers: { Range: 'bytes=500-' } });
    expect(got.status).toBe(416);
    expect(got.headers['content-range']).toBeUndefined();
    expect(tree.opens).toBe(2);
  });

  test('the whole in the place of a part is told as such, also when its length is not the listed one', async () => {
    const tree = wronglyListed(1_000);
    tree.ignoresRanges = true;
    const { ask } = await serve(tree);
    const got = await ask('GET', '/a.jpg', { headers: { Range: 'bytes=500-' } });
    expect(got).toMatchObject({ status: 200, text: '0123456789' });
    expect(tree.opens).toBe(1);
  });

  test.each([
    ['unavailable', 503],
    ['timeout', 504],
    ['bad-response', 502],
    ['not-found', 404],
    ['rate-limited', 503],
  ] as const)('%s before the first byte is answered %i', async (code, status) => {
    const tree = library();
    tree.onOpen = () => {
      throw new LibraryError(code, 'Look at the library.', { retryAfterMs: 1_500 });
    };
    const { ask } = await serve(tree);
    const got = await ask('GET', '/a.jpg');
    expect(got).toMatchObject({ status, text: 'Look at the library.\n' });
    expect(got.headers['retry-after']).toBe(status === 503 ? '2' : undefined);
    expect(tree.signals.every((signal) => signal.aborted)).toBe(true);
  });

  test('an error in mid-body cuts the connection and is told', async () => {
    const tree = library();
    tree.makeBody = (bytes) =>
      Readable.from(
        (async function* () {
          yield bytes.subarray(0, 100_000);
          throw new LibraryError('unavailable', 'Gone.');
        })(),
        { objectMode: false },
      );
    const { ask, errors } = await serve(tree);
    await expect(ask('GET', '/large.mp4')).rejects.toThrow('aborted');
    expect(errors).toHaveLength(1);
  });

  test.each([
    ['in one piece', (bytes: Buffer) => [bytes]],
    ['in two', (bytes: Buffer) => [bytes.subarray(0, 1), bytes.subarray(1)]],
    ['byte by byte at its end', (bytes: Buffer) => [bytes.subarray(0, -1), bytes.subarray(-1)]],
  ])('a large body that comes %s arrives whole, also when its length is not told', async (_, pieces) => {
    const tree = library().file(['unknown.mp4'], { bytes: large, listedSize: undefined });
    tree.makeBody = (bytes) => Readable.from(pieces(bytes), { objectMode: false });
    const { ask } = await serve(tree);
    for (const path of ['/large.mp4', '/unknown.mp4']) expect((await ask('GET', path)).body.equals(large)).toBe(true);
    await vi.waitFor(() => expect(tree.openBodies).toBe(0), { timeout: 10_000 });
  });

  test.each([
    ['fails at once', () => failing(true), 503],
    ['fails later, before its first byte', () => failing(false), 503],
    ['has failed already', () => new Readable({ read() {} }).destroy(new LibraryError('unavailable', 'Gone.')), 503],
    ['ends without a byte', () => Readable.from([], { objectMode: false }), 502],
    ['is longer than it said with its first bytes', () => Readable.from([Buffer.alloc(400_000)]), 502],
  ])(
    'a body that %s is told with a status, of any length and also when that is not known',
    async (_, makeBody, status) => {
      const tree = library().file(['unknown.mp4'], { bytes: large, listedSize: undefined });
      tree.makeBody = () => makeBody().on('error', () => {}) as Readable;
      const { ask, errors } = await serve(tree);
      for (const path of ['/a.jpg', '/large.mp4', '/unknown.mp4']) {
        for (const headers of [{}, { Range: 'bytes=0-' }]) {
          const got = await ask('GET', path, { headers });
          expect([path, got.status]).toEqual([path, status]);
          expect(got.headers['content-range']).toBeUndefined();
        }
      }
      expect(errors).toHaveLength(6);
      expect(tree.openBodies).toBe(0);
    },
  );

  test('a body that is shorter than it said is never completed', async () => {
    const tree = library();
    tree.makeBody = (bytes) => Readable.from([bytes.subarray(0, bytes.length - 1)], { objectMode: false });
    const { ask } = await serve(tree);
    await expect(ask('GET', '/large.mp4')).rejects.toThrow('aborted');
    expect((await ask('GET', '/a.jpg')).status).toBe(502);
  });

  test.each([
    ['at the end of a chunk', (bytes: Buffer) => [bytes, Buffer.from('HTTP/1.1 200 OK surplus')]],
    ['within a chunk', (bytes: Buffer) => [Buffer.concat([bytes, Buffer.from('HTTP/1.1 200 OK surplus')])]],
  ])('nothing of a body that is longer than it said follows it onto the wire: %s', async (_, chunks) => {
    const tree = library();
    tree.makeBody = (bytes) => Readable.from(chunks(bytes), { objectMode: false });
    const { raw, errors } = await serve(tree);
    const text = await raw('GET /large.mp4 HTTP/1.1\r\nHost: x\r\n\r\n');
    expect(text).not.toContain('surplus');
    expect(text.length - text.indexOf('\r\n\r\n') - 4).toBeLessThanOrEqual(large.length);
    expect(errors).toMatchObject([{ code: 'bad-response' }]);
    expect(tree.openBodies).toBe(0);
  });

  test('200 aborted downloads leave nothing open', async () => {
    const tree = library();
    tree.makeBody = () => {
      const stalling = new Readable({ read() {} });
      stalling.push(Buffer.alloc(1_000));
      return stalling;
    };
    // A client that left counts as a connection until the next check for half-closed ones.
    const { port, ask, errors } = await serve(tree, { limits: { connectionsPerAddress: 256 } });
    for (let round = 0; round < 10; round++) {
      await Promise.all(Array.from({ length: 20 }, () => abortedDownload(port)));
    }
    await vi.waitFor(() => expect(tree.openBodies).toBe(0), { timeout: 10_000 });
    expect(tree.signals).toHaveLength(200);
    expect(tree.signals.filter((signal) => !signal.aborted)).toEqual([]);
    expect(errors).toEqual([]);
    tree.makeBody = undefined as never;
    expect((await ask('GET', '/a.jpg')).status).toBe(200);
  });

  test('a client that leaves while the library is still asked aborts it', async () => {
    const tree = library();
    const { port } = await serve({
      resolve: tree.resolve.bind(tree),
      members: tree.members.bind(tree),
      open: (_file, options) =>
        new Promise((_resolve, reject) => {
          if (options?.signal !== undefined) tree.signals.push(options.signal);
          options?.signal?.addEventListener('abort', () => reject(new LibraryError('unavailable', 'Aborted.')));
        }),
    });
    const request = httpGet({ host: '127.0.0.1', port, path: '/a.jpg', agent: false });
    request.on('error', () => {});
    await vi.waitFor(() => expect(tree.signals).toHaveLength(1), { timeout: 10_000 });
    request.destroy();
    await vi.waitFor(() => expect(tree.signals[0]?.aborted).toBe(true), { timeout: 10_000 });
  });
});

async function abortedDownload(port: number): Promise<void> {
  const request = httpGet({ host: '127.0.0.1', port, path: '/large.mp4', agent: false });
  request.on('error', () => {});
  const [response] = await once(request, 'response');
  response.on('error', () => {});
  await yieldToOthers();
  request.destroy();
  await once(request, 'close');
}

function failing(atOnce: boolean): Readable {
  const fail = () => void body.destroy(new LibraryError('unavailable', 'Gone.'));
  const body: Readable = new Readable({ read: atOnce ? fail : () => void setImmediate(fail) });
  return body;
}

test('a client that disconnects before its download begins is no error', async () => {
  const tree = library();
  let over = 0;
  const { errors, ask, raw } = await serve(tree, {
    intercept: ({ socket, url }) => {
      // The response is closed only later, as when a reset arrives just then.
      if (url === '/large.mp4') socket.destroy();
      return false;
    },
    onRequest: () => {
      over += 1;
    },
  });
  await raw('GET /large.mp4 HTTP/1.1\r\nHost: x\r\n\r\n');
  await vi.waitUntil(() => over === 1, { timeout: 10_000 });
  expect((await ask('GET', '/a.jpg')).body).toEqual(small);
  expect(errors).toEqual([]);
  expect(tree.openBodies).toBe(0);
});
