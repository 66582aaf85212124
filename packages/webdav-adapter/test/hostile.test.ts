import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { MemoryTree } from './memory-tree.ts';
import { type Served, serve } from './serving.ts';

const rejections: unknown[] = [];
const onRejection = (reason: unknown) => rejections.push(reason);
beforeAll(() => {
  process.on('unhandledRejection', onRejection);
  process.on('uncaughtException', onRejection);
});
afterAll(() => {
  process.off('unhandledRejection', onRejection);
  process.off('uncaughtException', onRejection);
});

const library = () => new MemoryTree().collection('album').file(['album', 'a.jpg'], { bytes: Buffer.from('picture') });

async function expectHealthy({ ask }: Served): Promise<void> {
  expect((await ask('GET', '/album/a.jpg')).text).toBe('picture');
  expect(rejections).toEqual([]);
}

const statusOf = (text: string) => Number(/^HTTP\/1\.1 (\d{3})/.exec(text)?.[1]);

describe('hostile requests', () => {
  test.each([
    '/%',
    '/%zz',
    '/%E0%A4%A',
    '/%ED%A0%80',
    '/album/..',
    '/album/%2e%2e/album',
    '/./album',
    '/album%2Fa.jpg',
    '/album%5Ca.jpg',
    '/album\\a.jpg',
    '/album/%00',
    '/album/a.jpg%00.txt',
    '/../../etc/passwd',
    'album',
    'http://[bad/%',
  ])('the target %s is refused before authentication', async (target) => {
    const served = await serve(library());
    for (const method of ['GET', 'PROPFIND', 'DELETE']) {
      const text = await served.raw(`${method} ${target} HTTP/1.1\r\nHost: x\r\nDepth: 0\r\nConnection: close\r\n\r\n`);
      expect(statusOf(text)).toBe(400);
    }
    await expectHealthy(served);
  });

  test.each(['/__proto__', '/constructor', '/album/toString', '/desktop.ini', '/album/._a.jpg'])(
    '%s is not found',
    async (path) => {
      const served = await serve(library());
      expect((await served.ask('GET', path)).status).toBe(404);
      await expectHealthy(served);
    },
  );

  test.each(['/%', 'http://x/%', '/a/../b', '/a%00'])('Destination %s is refused', async (destination) => {
    const served = await serve(library());
    const got = await served.ask('MOVE', '/album/a.jpg', { headers: { Destination: destination } });
    expect(got.status).toBe(400);
    await expectHealthy(served);
  });

  test.each([
    ['(<a>)', 400],
    ['<x> (["e"])', 400],
    ['((((', 400],
    [`${'(["e"])'.repeat(2_000)}`, 400],
    ['(Not <DAV:no-lock>)', 200],
  ])('If %j is answered %i', async (value, status) => {
    const served = await serve(library());
    expect((await served.ask('GET', '/album/a.jpg', { headers: { If: value } })).status).toBe(status);
    await expectHealthy(served);
  });

  test('a length of five gigabytes is refused at once and nothing is set aside for it', async () => {
    const served = await serve(library());
    const refuse = (method: string) =>
      served.raw(`${method} / HTTP/1.1\r\nHost: x\r\nDepth: 0\r\nContent-Length: 5000000000\r\n\r\nx`);
    const answers = await Promise.all(['PUT', 'GET', 'PROPFIND'].map(refuse));
    expect(answers.map(statusOf)).toEqual([403, 413, 413]);
    await expectHealthy(served);
  });

  test.each(['PUT', 'PROPFIND', 'LOCK', 'GET'])('%s with a body of 10 MB gets its answer', async (method) => {
    const served = await serve(library());
    const got = await served.ask(method, '/album/a.jpg', { headers: { Depth: '0' }, body: Buffer.alloc(10_000_000) });
    expect([403, 413]).toContain(got.status);
    await expectHealthy(served);
  });

  test('a client that waits to be told is refused before it sends', async () => {
    const served = await serve(library());
    const text = await served.raw(
      'PUT /b HTTP/1.1\r\nHost: x\r\nExpect: 100-continue\r\nContent-Length: 9000000\r\nConnection: close\r\n\r\n',
    );
    expect(statusOf(text)).toBe(403);
    await expectHealthy(served);
  });

  test('entity bombs are refused', async () => {
    const served = await serve(library());
    const levels = Array.from({ length: 20 }, (_, n) => `<!ENTITY e${n + 1} "&e${n};&e${n};">`).join('');
    const body = `<?xml version="1.0"?><!DOCTYPE b [<!ENTITY e0 "x">${levels}]><propfind xmlns="DAV:"><prop>&e20;</prop></propfind>`;
    expect((await served.ask('PROPFIND', '/', { headers: { Depth: '1' }, body })).status).toBe(400);
    await expectHealthy(served);
  });

  test('deep nesting is refused', async () => {
    const served = await serve(library());
    const body = `<propfind xmlns="DAV:"><prop>${'<a>'.repeat(5_000)}${'</a>'.repeat(5_000)}</prop></propfind>`;
    expect((await served.ask('PROPFIND', '/', { headers: { Depth: '1' }, body })).status).toBe(400);
    await expectHealthy(served);
  });

  test('10,000 headers are refused', async () => {
    const served = await serve(library());
    const headers = Array.from({ length: 10_000 }, (_, n) => `X-${n}: ${n}\r\n`).join('');
    const status = statusOf(await served.raw(`GET / HTTP/1.1\r\nHost: x\r\n${headers}\r\n`));
    expect(status).toBe(431);
    await expectHealthy(served);
  });

  test.each([
    '\0\0\0\0\r\n\r\n',
    'GET / HTTP/9.9\r\n\r\n',
    'FROB / HTTP/1.1\r\nHost: x\r\n\r\n',
    '\x16\x03\x01\x02\x00\r\n\r\n',
  ])('garbage is refused: %j', async (bytes) => {
    const served = await serve(library());
    expect(statusOf(await served.raw(bytes))).toBe(400);
    await expectHealthy(served);
  });

  test('garbage behind a good request does not harm it', async () => {
    const served = await serve(library());
    const text = await served.raw('GET /album/a.jpg HTTP/1.1\r\nHost: x\r\n\r\nGARBAGE GARBAGE\r\n\r\n');
    expect(statusOf(text)).toBeGreaterThanOrEqual(200);
    await expectHealthy(served);
  });

  test('pipelined requests are answered in order', async () => {
    const served = await serve(library());
    const one = 'GET /album/a.jpg HTTP/1.1\r\nHost: x\r\n\r\n';
    const text = await served.raw(`${one}${one}GET /none HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n`);
    expect([...text.matchAll(/HTTP\/1\.1 (\d{3})/g)].map((match) => match[1])).toEqual(['200', '200', '404']);
    await expectHealthy(served);
  });

  test('a source that breaks its promise is answered 500 and told', async () => {
    const tree = library();
    const served = await serve(tree);
    tree.onOpen = () => {
      throw new TypeError('secret');
    };
    const got = await served.ask('GET', '/album/a.jpg');
    expect(got.status).toBe(500);
    expect(got.text).not.toContain('secret');
    expect(served.errors).toHaveLength(1);
    expect(rejections).toEqual([]);
  });
});
