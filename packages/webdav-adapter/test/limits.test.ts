import { once } from 'node:events';
import { get as httpGet } from 'node:http';
import { connect } from 'node:net';
import { Readable } from 'node:stream';
import { setTimeout as sleep } from 'node:timers/promises';
import type { OpenSession } from '@immich-webdav/core';
import { describe, expect, test, vi } from 'vitest';
import type { HttpLimits, ReachedLimit, WebdavFrontendOptions } from '../src/index.ts';
import { MemoryTree } from './memory-tree.ts';
import { serve } from './serving.ts';
import { openWire } from './wire.ts';

const library = () => new MemoryTree().file(['a.jpg'], { bytes: Buffer.from('picture') });
const get = 'GET /a.jpg HTTP/1.1\r\nHost: x\r\n\r\n';
const asUser = (name: string) => get.replace('\r\n\r\n', `\r\nAuthorization: Basic ${btoa(`${name}:x`)}\r\n\r\n`);
const limited = (limits: Partial<HttpLimits>, options: Partial<WebdavFrontendOptions> = {}) =>
  serve(library(), { ...options, limits });

/** A server whose downloads end when they are told to. */
async function downloading(options: Partial<WebdavFrontendOptions>) {
  const tree = library();
  const bodies: Readable[] = [];
  const finish = (index: number) => {
    bodies[index]?.push(Buffer.from('picture'));
    bodies[index]?.push(null);
  };
  tree.makeBody = () => {
    const body = new Readable({ read() {} });
    bodies.push(body);
    return body;
  };
  const openSession: OpenSession = async (credentials) => {
    const id = credentials?.scheme === 'basic' ? credentials.username : 'tester';
    return { principal: { id, name: id }, tree };
  };
  return { ...(await serve(openSession, options)), tree, bodies, finish };
}

describe('connections', () => {
  test.each(['connections', 'connectionsPerAddress'] as const)(
    'at the limit of %s the one that is idle longest makes room',
    async (limit) => {
      const { port, errors } = await limited({ [limit]: 2 });
      const wires = [await openWire(port), await openWire(port)];
      for (const { socket, answers } of wires) {
        socket.write(get);
        await answers(1);
      }
      wires[0]?.socket.write(get);
      await wires[0]?.answers(2);
      const third = await openWire(port);
      third.socket.write(get);
      await third.answers(1);
      await wires[1]?.ended;
      wires[0]?.socket.write(get);
      await wires[0]?.answers(3);
      expect(errors).toEqual([]);
      for (const { socket } of [...wires, third]) socket.destroy();
    },
  );

  test.each(['connections', 'connectionsPerAddress'] as const)(
    'at the limit of %s, while all are in use, a new one is answered 503',
    async (limit) => {
      const reached: ReachedLimit[] = [];
      const { port, bodies, finish } = await downloading({
        limits: { [limit]: 2 },
        onLimit: (one) => reached.push(one),
      });
      const wires = [await openWire(port), await openWire(port)];
      for (const { socket } of wires) socket.write(get);
      await vi.waitUntil(() => bodies.length === 2, { timeout: 10_000 });
      const third = await openWire(port);
      await third.ended;
      expect(third.statuses()).toEqual([503]);
      expect(third.text()).toMatch(/\r\nRetry-After: \d+\r\n/);
      expect(reached).toEqual([{ limit, address: '127.0.0.1' }]);
      finish(0);
      finish(1);
      for (const { answers, socket } of wires) {
        await answers(1);
        socket.destroy();
      }
    },
  );

  test('one address at its limit does not keep others out', async () => {
    const { port, bodies } = await downloading({ host: '::', limits: { connectionsPerAddress: 1 } });
    const first = await openWire(port, '127.0.0.1');
    first.socket.write(get);
    await vi.waitUntil(() => bodies.length === 1, { timeout: 10_000 });
    const second = await openWire(port, '127.0.0.1');
    await second.ended;
    expect(second.statuses()).toEqual([503]);
    const other = await openWire(port, '::1');
    other.socket.write(get);
    await vi.waitUntil(() => bodies.length === 2, { timeout: 10_000 });
    for (const { socket } of [first, second, other]) socket.destroy();
  });

  test('live 125 s between requests, and say so', async () => {
    const { ask } = await serve(library());
    const { headers } = await ask('GET', '/a.jpg', { headers: { Connection: 'keep-alive' } });
    expect(headers['keep-alive']).toBe('timeout=125');
  });

  test('are closed after their time between requests', async () => {
    const { port } = await limited({ idleTimeoutMs: 1000 });
    const wire = await openWire(port);
    wire.socket.write(get);
    await wire.answers(1);
    expect(wire.text()).toMatch(/\r\nKeep-Alive: timeout=1\r\n/);
    await wire.ended;
    wire.socket.destroy();
  });

  test('end with an answer that says so after so many requests', async () => {
    const { port } = await limited({ requestsPerConnection: 3 });
    const wire = await openWire(port);
    wire.socket.write(get.repeat(5));
    await wire.ended;
    expect(wire.statuses()).toEqual([200, 200, 200]);
    const closes = wire
      .text()
      .split('HTTP/1.1')
      .slice(1)
      .map((head) => /\r\nConnection: close\r\n/i.test(head));
    expect(closes).toEqual([false, false, true]);
    wire.socket.destroy();
  });
});

describe('time', () => {
  test.each([
    ['nothing', { headerTimeoutMs: 300 }, ''],
    ['a part of a head', { headerTimeoutMs: 300 }, 'GET / HTTP/1.1\r\nHo'],
    [
      'a part of a body',
      { headerTimeoutMs: 300, requestTimeoutMs: 600 },
      'PROPFIND / HTTP/1.1\r\nHost: x\r\nContent-Length: 9\r\n\r\n<a',
    ],
  ])('a client that sends %s and no more is answered 408', async (_, limits, bytes) => {
    const reached: ReachedLimit[] = [];
    const { port } = await limited(limits, { onLimit: (one) => reached.push(one) });
    const wire = await openWire(port);
    wire.socket.write(bytes);
    await wire.ended;
    expect(wire.statuses()).toEqual([408]);
    await vi.waitUntil(() => reached.length > 0, { timeout: 10_000 });
    expect(reached).toEqual([{ limit: 'requestTimeoutMs', address: '127.0.0.1' }]);
    wire.socket.destroy();
  });

  test.each([
    ['a part of a head', 'GET / HTTP/1.1\r\nHo'],
    ['a part of a body', 'PROPFIND / HTTP/1.1\r\nHost: x\r\nContent-Length: 9\r\n\r\n<a'],
    ['a part of a chunked body', 'PROPFIND / HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\n2\r\n<a\r\n'],
    ['a part of a body without meaning', 'GET / HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\n2\r\n<a\r\n'],
  ])('a client that sends %s and no more is answered 408 where uploads may take long, too', async (_, bytes) => {
    const reached: ReachedLimit[] = [];
    const { port } = await limited(
      { headerTimeoutMs: 300, requestTimeoutMs: 300 },
      { allowsWrites: true, onLimit: (one) => reached.push(one) },
    );
    const wire = await openWire(port);
    wire.socket.write(bytes);
    await wire.ended;
    expect(wire.statuses()).toEqual([408]);
    await vi.waitUntil(() => reached.length > 0, { timeout: 10_000 });
    expect(reached).toEqual([{ limit: 'requestTimeoutMs', address: '127.0.0.1' }]);
    wire.socket.destroy();
  });

  test('a client that stops reading is disconnected, and its download ends', async () => {
    const tree = new MemoryTree().file(['a.mp4'], { bytes: Buffer.alloc(30_000_000) });
    const reached: ReachedLimit[] = [];
    const { port } = await serve(tree, { limits: { writeTimeoutMs: 300 }, onLimit: (one) => reached.push(one) });
    const socket = connect(port, '127.0.0.1').on('error', () => {});
    socket.write('GET /a.mp4 HTTP/1.1\r\nHost: x\r\n\r\n');
    await vi.waitUntil(() => tree.openBodies === 1, { timeout: 10_000 });
    await vi.waitUntil(() => tree.openBodies === 0, { timeout: 10_000 });
    expect(tree.signals.map(({ aborted }) => aborted)).toEqual([true]);
    expect(reached).toEqual([{ limit: 'writeTimeoutMs', address: '127.0.0.1' }]);
    socket.destroy();
  });

  test('neither a slow reader nor one that waits for the library is disconnected', async () => {
    const tree = new MemoryTree().file(['a.mp4'], { bytes: Buffer.alloc(20_000_000) });
    const open = tree.open.bind(tree);
    tree.open = async (file, options) => {
      await sleep(1500);
      return open(file, options);
    };
    const { port } = await serve(tree, { limits: { writeTimeoutMs: 1000 } });
    const [response] = await once(httpGet({ host: '127.0.0.1', port, path: '/a.mp4' }), 'response');
    let received = 0;
    for await (const chunk of response) {
      if (Math.floor((received + chunk.length) / 1_000_000) > Math.floor(received / 1_000_000)) await sleep(150);
      received += chunk.length;
    }
    expect(received).toBe(20_000_000);
  });
});

describe('sizes', () => {
  const long = 'x'.repeat(2000);

  test.each<[string, Partial<HttpLimits>, string, number]>([
    ['headers', { headerBytes: 1024 }, `GET / HTTP/1.1\r\nHost: x\r\nX-Long: ${long}\r\n\r\n`, 431],
    ['a target', { headerBytes: 1024 }, `GET /${long} HTTP/1.1\r\nHost: x\r\n\r\n`, 431],
    [
      'a body that is read',
      { bodyBytes: 1024 },
      `PROPFIND / HTTP/1.1\r\nHost: x\r\nDepth: 0\r\nContent-Length: 2000\r\n\r\n${long}`,
      413,
    ],
    [
      'a chunked body',
      { bodyBytes: 1024 },
      `PROPFIND / HTTP/1.1\r\nHost: x\r\nDepth: 0\r\nTransfer-Encoding: chunked\r\n\r\n7d0\r\n${long}\r\n0\r\n\r\n`,
      413,
    ],
    [
      'a body that has no meaning',
      { bodyBytes: 1024 },
      `GET / HTTP/1.1\r\nHost: x\r\nContent-Length: 2000\r\n\r\n${long}`,
      413,
    ],
  ])('%s beyond the limit are refused', async (_, limits, bytes, status) => {
    const reached: ReachedLimit[] = [];
    const { port } = await limited(limits, { onLimit: (one) => reached.push(one) });
    const wire = await openWire(port);
    wire.socket.write(bytes);
    await wire.answers(1);
    expect(wire.statuses()).toEqual([status]);
    await vi.waitUntil(() => reached.length > 0, { timeout: 10_000 });
    expect(reached).toEqual([{ limit: Object.keys(limits)[0], address: '127.0.0.1' }]);
    wire.socket.destroy();
    const within = await openWire(port);
    within.socket.write(bytes.replaceAll(long, 'x'.repeat(9)).replaceAll('2000', '9').replaceAll('7d0', '9'));
    await within.answers(1);
    expect(within.statuses()[0]).not.toBe(status);
    within.socket.destroy();
  });
});

describe('requests of one address', () => {
  test('beyond the limit are answered 429 with Retry-After, those of others are not', async () => {
    const reached: ReachedLimit[] = [];
    const { ask } = await limited(
      { requestsPerAddress: 3 },
      { trustedProxies: ['loopback'], onLimit: (one) => reached.push(one) },
    );
    const from = (client: string) => ask('GET', '/a.jpg', { headers: { 'X-Forwarded-For': client } });
    for (let index = 0; index < 3; index++) expect((await from('203.0.113.9')).status).toBe(200);
    const refused = await from('203.0.113.9');
    expect(refused.status).toBe(429);
    expect(Number(refused.headers['retry-after'])).toBeGreaterThanOrEqual(1);
    expect(Number(refused.headers['retry-after'])).toBeLessThanOrEqual(60);
    expect((await from('203.0.113.10')).status).toBe(200);
    expect(reached).toEqual([{ limit: 'requestsPerAddress', address: '203.0.113.9' }]);
  });
});

describe('downloads', () => {
  test('wait for another to end, and others than downloads do not', async () => {
    const { port, ask, bodies, finish, tree } = await downloading({ downloads: { downloads: 2 } });
    const wires = await Promise.all([0, 1, 2].map(() => openWire(port)));
    for (const { socket } of wires) socket.write(get);
    await vi.waitUntil(() => bodies.length === 2, { timeout: 10_000 });
    expect((await ask('PROPFIND', '/', { headers: { Depth: '1' } })).status).toBe(207);
    expect((await ask('HEAD', '/a.jpg')).status).toBe(200);
    expect(tree.opens).toBe(2);
    finish(0);
    await vi.waitUntil(() => bodies.length === 3, { timeout: 10_000 });
    finish(1);
    finish(2);
    for (const { answers, socket } of wires) {
      await answers(1);
      socket.destroy();
    }
    expect(wires.flatMap(({ statuses }) => statuses())).toEqual([200, 200, 200]);
  });

  test('that waited in vain are answered 503 with Retry-After, and the operator learns of it', async () => {
    const { port, ask, bodies, errors, tree } = await downloading({ downloads: { downloads: 1, downloadWaitMs: 50 } });
    const wire = await openWire(port);
    wire.socket.write(get);
    await vi.waitUntil(() => bodies.length === 1, { timeout: 10_000 });
    const got = await ask('GET', '/a.jpg');
    expect(got).toMatchObject({ status: 503, headers: { 'retry-after': '5' } });
    expect(got.text).toMatch(/^Too many downloads/);
    expect(errors).toMatchObject([{ code: 'rate-limited' }]);
    expect(tree.opens).toBe(1);
    wire.socket.destroy();
  });

  test('of one user do not take those of another', async () => {
    const { port, bodies } = await downloading({
      downloads: { downloads: 3, downloadsPerUser: 1, downloadWaitMs: 100 },
    });
    const wires = await Promise.all([0, 1, 2].map(() => openWire(port)));
    wires[0]?.socket.write(asUser('one'));
    await vi.waitUntil(() => bodies.length === 1, { timeout: 10_000 });
    wires[1]?.socket.write(asUser('one'));
    wires[2]?.socket.write(asUser('two'));
    await vi.waitUntil(() => bodies.length === 2, { timeout: 10_000 });
    await wires[1]?.answers(1);
    expect(wires.map(({ statuses }) => statuses())).toEqual([[], [503], []]);
    for (const { socket } of wires) socket.destroy();
  });

  test('whose client leaves while it waits take no place', async () => {
    let over = 0;
    let seen = 0;
    const { port, ask, bodies, finish, tree } = await downloading({
      downloads: { downloads: 1 },
      intercept: () => {
        seen += 1;
        return false;
      },
      onRequest: () => {
        over += 1;
      },
    });
    const [first, leaving] = [await openWire(port), await openWire(port)];
    first.socket.write(get);
    await vi.waitUntil(() => bodies.length === 1, { timeout: 10_000 });
    leaving.socket.write(get);
    await vi.waitUntil(() => seen === 2, { timeout: 10_000 });
    leaving.socket.resetAndDestroy();
    await vi.waitUntil(() => over === 1, { timeout: 10_000 });
    const asked = ask('GET', '/a.jpg');
    finish(0);
    await vi.waitUntil(() => bodies.length === 2, { timeout: 10_000 });
    finish(1);
    expect((await asked).text).toBe('picture');
    expect(tree.opens).toBe(2);
    first.socket.destroy();
  });

  test('3,000 pipelined on one connection are opened one by one', async () => {
    const { port, bodies, finish } = await downloading({});
    const wire = await openWire(port);
    wire.socket.write(get.repeat(3000));
    for (let index = 1; index <= 10; index++) {
      await vi.waitUntil(() => bodies.length >= index, { timeout: 10_000 });
      expect(bodies).toHaveLength(index);
      finish(index - 1);
    }
    wire.socket.destroy();
  });
});
