import { createHash } from 'node:crypto';
import { once } from 'node:events';
import type { IncomingHttpHeaders, OutgoingHttpHeaders } from 'node:http';
import { Agent, request } from 'node:https';
import { join } from 'node:path';
import { library, photo, video } from '@immich-webdav/fake-immich';
import { expect, it, onTestFinished } from 'vitest';
import { startServer } from '../../test/start-server.ts';
import { describeWith, newFolder } from '../program.ts';
import { caddy, nginx, type ProxyProgram, type StartedProxy, startProxy } from './start-proxy.ts';

const largeBytes = 20_000_000;
const oddNames = [
  '50% off & more.jpg',
  'a+b;c=d,e.jpg',
  "it's [1] (2)!.jpg",
  'Größe 日本.jpg',
  '%41.jpg',
  'a~b@c$d.jpg',
  '#1.jpg',
];

const odd = () =>
  library()
    .album('Trips & more', [
      ...oddNames.map((name) => photo(name)),
      video('film.mp4', { content: { generated: largeBytes } }),
    ])
    .album('50%', [photo('x.jpg')]);

async function start(proxy: ProxyProgram, environment: Readonly<Record<string, string>> = {}) {
  const settings = { IMMICH_API_KEY: 'admin-key', TRUSTED_PROXIES: '127.0.0.1', ...environment };
  const { url } = await startServer('3.1.0', settings, odd());
  const socketPath = environment.WEBDAV_SOCKET;
  const front = await startProxy(
    proxy,
    socketPath === undefined ? { port: Number(new URL(url).port) } : { socketPath },
  );
  const agent = new Agent({ keepAlive: true, maxSockets: 1, ca: front.ca });
  onTestFinished(() => agent.destroy());
  return {
    url,
    front,
    ask: (method: string, path: string, options: Asked = {}) => ask(front, agent, method, path, options),
  };
}

interface Asked {
  readonly headers?: OutgoingHttpHeaders;
  readonly body?: Buffer;
  readonly localAddress?: string;
}

interface Answer {
  readonly status: number;
  readonly headers: IncomingHttpHeaders;
  readonly text: string;
  readonly bytes: Buffer;
  readonly isReused: boolean;
}

async function ask(
  { port, ca }: StartedProxy,
  shared: Agent,
  method: string,
  path: string,
  asked: Asked,
): Promise<Answer> {
  const { headers, body, localAddress } = asked;
  const agent = localAddress === undefined ? shared : false;
  const sent = request({ host: '127.0.0.1', port, ca, agent, method, path, headers, localAddress });
  const answered = once(sent, 'response');
  // A refused upload may be reset after its answer.
  sent.on('error', () => {});
  sent.end(body);
  const [response] = await answered.catch((error: unknown) => {
    if (!sent.reusedSocket) throw error;
    return [undefined];
  });
  // A proxy may close a connection while the next request is on its way, as after a refused upload (RFC 9112 section 9.3.1).
  if (response === undefined) return ask({ port, ca }, shared, method, path, asked);
  const chunks: Buffer[] = [];
  for await (const chunk of response) chunks.push(chunk);
  const bytes = Buffer.concat(chunks);
  return {
    status: response.statusCode,
    headers: response.headers,
    text: bytes.toString(),
    bytes,
    isReused: sent.reusedSocket,
  };
}

const hrefsOf = ({ text }: Answer) => [...text.matchAll(/<D:href>(.*?)<\/D:href>/g)].map(([, href]) => href!);
const listing = { headers: { Depth: '1' } };

for (const [name, proxy] of [
  ['nginx', nginx()],
  ['caddy', caddy()],
] as const) {
  describeWith([name, 'openssl'], () => {
    it('passes listings, odd names and contents on, over one connection', async () => {
      const { url, ask } = await start(proxy);
      const root = await ask('PROPFIND', '/', listing);
      expect(root.status).toBe(207);
      expect(hrefsOf(root)).toEqual(['/', '/50%25/', '/Trips%20%26%20more/']);
      const album = await ask('PROPFIND', '/Trips%20%26%20more/', listing);
      expect(hrefsOf(album)).toHaveLength(oddNames.length + 2);
      const direct = await fetch(new URL('/Trips%20%26%20more/', url), { method: 'PROPFIND', headers: { Depth: '1' } });
      expect(album.text).toBe(await direct.text());
      for (const href of hrefsOf(album).filter((path) => path.endsWith('.jpg'))) {
        const file = await ask('GET', href);
        expect([href, file.status, file.isReused]).toEqual([href, 200, true]);
        expect(file.bytes.equals(Buffer.from(await (await fetch(new URL(href, url))).arrayBuffer()))).toBe(true);
        expect(file.headers.etag).toMatch(/^"[^"]+"$/);
      }
      const [, first] = hrefsOf(album);
      const { headers } = await ask('HEAD', first!);
      expect((await ask('GET', first!, { headers: { 'If-None-Match': headers.etag } })).status).toBe(304);
    });

    it('passes a large file and its ranges on', async () => {
      const { ask } = await start(proxy);
      const film = '/Trips%20%26%20more/film.mp4';
      const whole = await ask('GET', film);
      expect([whole.status, whole.bytes.length, whole.headers['content-length']]).toEqual([
        200,
        largeBytes,
        String(largeBytes),
      ]);
      const digest = (bytes: Buffer) => createHash('sha1').update(bytes).digest('hex');
      for (const [range, from, to] of [
        ['bytes=0-0', 0, 1],
        ['bytes=1000000-1999999', 1_000_000, 2_000_000],
        ['bytes=-500', largeBytes - 500, largeBytes],
      ] as const) {
        const part = await ask('GET', film, { headers: { Range: range, 'If-Range': whole.headers.etag } });
        expect([part.status, digest(part.bytes)]).toEqual([206, digest(whole.bytes.subarray(from, to))]);
      }
      const past = await ask('GET', film, { headers: { Range: `bytes=${largeBytes}-` } });
      expect([past.status, past.headers['content-range']]).toEqual([416, `bytes */${largeBytes}`]);
    });

    it('passes refusals on, also of a large upload', async () => {
      const { ask } = await start(proxy);
      expect((await ask('MKCOL', '/New/')).status).toBe(403);
      expect((await ask('DELETE', '/50%25/x.jpg')).status).toBe(403);
      expect((await ask('PUT', '/new.jpg', { body: Buffer.alloc(5_000_000) })).status).toBe(403);
      const moved = { headers: { Destination: 'https://photos.example.org/other.jpg' } };
      expect((await ask('MOVE', '/50%25/x.jpg', moved)).status).toBe(403);
      expect((await ask('GET', '/none')).status).toBe(404);
      expect((await ask('OPTIONS', '/')).headers.dav).toBe('1');
    });

    it('reports the client, who cannot report another', async () => {
      const { ask } = await start(proxy, {
        WEBDAV_HOST: '127.0.0.1',
        WEBDAV_USERNAME: 'ada',
        WEBDAV_PASSWORD: 'a long password',
      });
      const from = (localAddress: string, password: string, forged: OutgoingHttpHeaders = {}) =>
        ask('OPTIONS', '/', {
          localAddress,
          headers: { authorization: `Basic ${Buffer.from(`ada:${password}`).toString('base64')}`, ...forged },
        }).then(({ status }) => status);
      const forged = ['198.51.100.1', '198.51.100.2', '198.51.100.3', '198.51.100.4', '198.51.100.5'].map(
        (address) => ({
          'X-Forwarded-For': address,
          Forwarded: `for=${address}`,
          'X-Forwarded-Prefix': '/evil',
        }),
      );
      for (const [index, headers] of forged.entries())
        expect(await from('127.0.0.2', `wrong ${index}`, headers)).toBe(401);
      expect(await from('127.0.0.2', 'wrong again', forged[0])).toBe(429);
      expect(await from('127.0.0.3', 'wrong')).toBe(401);
      expect(await from('127.0.0.4', 'a long password')).toBe(200);
    });
  });
}

describeWith(['nginx', 'openssl'], () => {
  it('passes a path on to the base path', async () => {
    const { ask } = await start(nginx('/photos/'), { WEBDAV_BASE_PATH: '/photos' });
    expect(hrefsOf(await ask('PROPFIND', '/photos/', listing))).toEqual([
      '/photos/',
      '/photos/50%25/',
      '/photos/Trips%20%26%20more/',
    ]);
    expect((await ask('GET', '/photos/50%25/x.jpg')).status).toBe(200);
  });

  it('connects to a Unix socket', async () => {
    const socketPath = join(newFolder(), 'http.sock');
    const { ask } = await start(nginx(), {
      WEBDAV_SOCKET: socketPath,
      WEBDAV_SOCKET_MODE: '666',
      TRUSTED_PROXIES: 'unix',
    });
    expect(hrefsOf(await ask('PROPFIND', '/50%25/', listing))).toEqual(['/50%25/', '/50%25/x.jpg']);
    expect((await ask('GET', '/50%25/x.jpg')).status).toBe(200);
  });
});

describeWith(['caddy', 'openssl'], () => {
  it('removes a path, which hrefs have', async () => {
    const { ask } = await start(caddy('below a path'));
    const album = await ask('PROPFIND', '/photos/50%25/', listing);
    expect(hrefsOf(album)).toEqual(['/photos/50%25/', '/photos/50%25/x.jpg']);
    expect((await ask('GET', '/photos/50%25/x.jpg')).status).toBe(200);
    expect((await ask('GET', '/photos')).headers.location).toBe('/photos/');
  });
});
