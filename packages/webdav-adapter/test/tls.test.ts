import { once } from 'node:events';
import { connect as connectPlain } from 'node:net';
import { Readable } from 'node:stream';
import { type ConnectionOptions, connect, type TLSSocket } from 'node:tls';
import { afterEach, describe, expect, test, vi } from 'vitest';
import type { ReachedLimit, TlsMaterial, WebdavFrontendOptions } from '../src/index.ts';
import { MemoryTree } from './memory-tree.ts';
import { selfSigned } from './self-signed.ts';
import { serve } from './serving.ts';

const first = selfSigned('first');
const second = selfSigned('second');
const bytes = Buffer.alloc(3_000_000, 'picture');
const get = (path = '/a.jpg') => `GET ${path} HTTP/1.1\r\nHost: localhost\r\n\r\n`;

const sockets: TLSSocket[] = [];
afterEach(() => {
  for (const socket of sockets.splice(0)) socket.destroy();
});

async function serveTls(options: Partial<WebdavFrontendOptions> = {}) {
  let renew: (material: TlsMaterial) => void = () => {};
  let isWatched = false;
  const tls = {
    read: async () => first,
    watch: (onRenewed: typeof renew) => {
      renew = onRenewed;
      isWatched = true;
      return () => {
        isWatched = false;
      };
    },
  };
  const tree = new MemoryTree().file(['a.jpg'], { bytes: Buffer.from('picture') }).file(['large.mp4'], { bytes });
  const served = await serve(tree, { tls, ...options });
  return { ...served, tree, renew: (material: TlsMaterial) => renew(material), isWatched: () => isWatched };
}

/** A connection; rejects when the handshake fails. */
async function open(port: number, options: ConnectionOptions = {}) {
  const socket = connect({ port, host: '127.0.0.1', ca: [first.cert, second.cert], ...options });
  sockets.push(socket);
  let text = '';
  socket.on('data', (chunk: Buffer) => {
    text += chunk.toString('latin1');
  });
  const closed = new Promise<void>((resolve) => socket.once('close', () => resolve()));
  await once(socket, 'secureConnect');
  socket.on('error', () => {});
  const ask = async (request: string, end: string) => {
    const before = text.length;
    socket.write(request);
    await vi.waitUntil(() => text.slice(before).includes(end), { timeout: 10_000 });
    return text.slice(before);
  };
  const name = socket.getPeerCertificate().subject.CN;
  return { socket, ask, closed, text: () => text, name };
}

describe('HTTPS', () => {
  test('serves HTTP/1.1 under its URL, and does not offer HTTP/2', async () => {
    const { url, port } = await serveTls();
    expect(url).toBe(`https://127.0.0.1:${port}/`);
    const { socket, ask } = await open(port, { ALPNProtocols: ['h2', 'http/1.1'] });
    expect(socket.alpnProtocol).toBe('http/1.1');
    expect(await ask(get(), 'picture')).toMatch(/^HTTP\/1\.1 200 OK\r\n/);
    const range = get('/large.mp4').replace('\r\n\r\n', '\r\nRange: bytes=7-13\r\n\r\n');
    expect(await ask(range, 'picture')).toMatch(/^HTTP\/1\.1 206 /);
  });

  test('answers pipelined requests one after the other, with a whole large file between', async () => {
    const { port } = await serveTls();
    const { ask } = await open(port);
    const text = await ask(`${get()}${get('/large.mp4')}${get('/none')}`, 'HTTP/1.1 404');
    expect([...text.matchAll(/HTTP\/1\.1 (\d{3}) /g)].map(([, status]) => status)).toEqual(['200', '200', '404']);
    expect(text.length).toBeGreaterThan(bytes.length);
  });

  test.each<['TLSv1.1' | 'TLSv1.2' | 'TLSv1.3', boolean]>([
    ['TLSv1.1', false],
    ['TLSv1.2', true],
    ['TLSv1.3', true],
  ])('with %s: %s', async (version, isAccepted) => {
    const { port } = await serveTls();
    const opening = open(port, { minVersion: version, maxVersion: version, ciphers: 'DEFAULT@SECLEVEL=0' });
    if (isAccepted) expect((await opening).socket.getProtocol()).toBe(version);
    else await expect(opening).rejects.toThrow();
  });

  test('a renewed certificate is for new connections; those that are open go on', async () => {
    const { port, renew, isWatched, stop } = await serveTls();
    const before = await open(port);
    expect(before.name).toBe('first');
    await before.ask(get(), 'picture');
    renew(second);
    const after = await open(port);
    expect(after.name).toBe('second');
    expect(await after.ask(get(), 'picture')).toMatch(/^HTTP\/1\.1 200 /);
    expect(await before.ask(get(), 'picture')).toMatch(/^HTTP\/1\.1 200 /);
    expect(isWatched()).toBe(true);
    await stop();
    expect(isWatched()).toBe(false);
  });

  test('a certificate that cannot be read stops the start', async () => {
    const tls = { read: () => Promise.reject(new Error('No file.')), watch: () => () => {} };
    await expect(serveTls({ tls })).rejects.toThrow('No file.');
  });
});

describe('limits of HTTPS', () => {
  test('a connection beyond them is closed without a handshake; an idle one makes room', async () => {
    const reached: ReachedLimit[] = [];
    const { port, tree } = await serveTls({
      limits: { connectionsPerAddress: 1 },
      onLimit: (one) => reached.push(one),
    });
    const idle = await open(port);
    await idle.ask(get(), 'picture');
    tree.makeBody = () => new Readable({ read() {} });
    const busy = await open(port);
    await idle.closed;
    busy.socket.write(get());
    await vi.waitUntil(() => tree.openBodies === 1, { timeout: 10_000 });
    await expect(open(port)).rejects.toThrow();
    expect(reached).toEqual([{ limit: 'connectionsPerAddress', address: '127.0.0.1' }]);
  });

  test('a client that sends no handshake is disconnected', async () => {
    const { port } = await serveTls({ limits: { headerTimeoutMs: 300 } });
    const socket = connectPlain(port, '127.0.0.1').on('error', () => {});
    await once(socket, 'close');
  });

  test.each(['', 'GET / HTTP/1.1\r\nHo'])('a client that sends %j and no more is answered 408', async (sent) => {
    const { port } = await serveTls({ limits: { headerTimeoutMs: 300 } });
    const { socket, closed, text } = await open(port);
    if (sent !== '') socket.write(sent);
    await closed;
    expect(text()).toMatch(/^HTTP\/1\.1 408 /);
  });

  test('plain HTTP gets no answer, and harms nobody', async () => {
    const { port, errors } = await serveTls();
    const socket = connectPlain(port, '127.0.0.1').on('error', () => {});
    socket.write(get());
    await once(socket, 'close');
    expect(await (await open(port)).ask(get(), 'picture')).toMatch(/^HTTP\/1\.1 200 /);
    expect(errors).toEqual([]);
  });
});
