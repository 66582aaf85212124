import { once } from 'node:events';
import { get as httpGet } from 'node:http';
import { connect } from 'node:net';
import { Readable } from 'node:stream';
import { type Credentials, LibraryError } from '@immich-webdav/core';
import { describe, expect, test, vi } from 'vitest';
import { createClient } from 'webdav';
import { createWebdavFrontend, type RequestInfo } from '../src/index.ts';
import { MemoryTree } from './memory-tree.ts';
import { serve, sessionsOver } from './serving.ts';

const library = () =>
  new MemoryTree()
    .collection('Größe <1>')
    .file(['Größe <1>', 'a & b.jpg'], { bytes: Buffer.alloc(1_234) })
    .file(['plain.jpg'], { bytes: Buffer.from('plain') });
const basic = (pair: string) => ({ Authorization: `Basic ${Buffer.from(pair).toString('base64')}` });

describe('OPTIONS', () => {
  test.each(['/', '/plain.jpg', '/nothing/here', '*'])('%s: 200, empty, class 1', async (path) => {
    const { ask } = await serve(library());
    const { status, headers, text } = await ask('OPTIONS', path);
    expect({ status, text }).toEqual({ status: 200, text: '' });
    expect(headers).toMatchObject({
      'content-length': '0',
      dav: '1',
      'ms-author-via': 'DAV',
      allow: 'OPTIONS, GET, HEAD, PROPFIND',
    });
    expect(Object.keys(headers).filter((name) => /^(access-control|www-auth|server)/.test(name))).toEqual([]);
  });
});

describe('a page for people', () => {
  test('escapes names, links members and the way up, and lets nothing run', async () => {
    const { ask } = await serve(library());
    const path = '/Gr%C3%B6%C3%9Fe%20%3C1%3E';
    const { status, headers, text } = await ask('GET', path);
    expect(status).toBe(200);
    expect(headers['content-type']).toBe('text/html; charset=utf-8');
    expect(headers['content-security-policy']).toMatch(/^default-src 'none'; style-src 'sha256-/);
    expect(text).toContain(`<a href="${path}/a%20%26%20b.jpg">a &amp; b.jpg</a>`);
    expect(text).toContain('1.2 kB');
    expect(text).toContain('2024-05-06');
    expect(text).toContain(`<a href="${path}/">Größe &lt;1&gt;</a>`);
    expect(text).not.toContain('<1>');
    expect((await ask('GET', `${path}/`)).text).toBe(text);
    const head = await ask('HEAD', path);
    expect(head).toMatchObject({ status: 200, text: '' });
    expect(head.headers['content-security-policy']).toBe(headers['content-security-policy']);
  });
});

test.each(['/', '/plain.jpg', '/Gr%C3%B6%C3%9Fe%20%3C1%3E/a%20%26%20b.jpg'])(
  'no web page of another site may embed %s',
  async (path) => {
    const { ask } = await serve(library());
    for (const [method, headers] of [
      ['GET', {}],
      ['GET', { Range: 'bytes=0-1' }],
      ['HEAD', {}],
    ] as const)
      expect((await ask(method, path, { headers })).headers['cross-origin-resource-policy']).toBe('same-origin');
  },
);

describe('a page below a base path', () => {
  const links = (text: string) =>
    [...text.matchAll(/<a href="([^"]*)">([^<]*)</g)].map(([, href, name]) => [href, name]);

  test('leads up to the base and no further: above it is another site', async () => {
    const { ask } = await serve(library(), { basePath: '/my/photos' });
    const { text } = await ask('GET', '/my/photos/Gr%C3%B6%C3%9Fe%20%3C1%3E/');
    expect(links(text).slice(0, 2)).toEqual([
      ['/my/photos/', 'Photos'],
      ['/my/photos/Gr%C3%B6%C3%9Fe%20%3C1%3E/', 'Größe &lt;1&gt;'],
    ]);
    const base = await ask('GET', '/my/photos/');
    expect(links(base.text)[0]).toEqual(['/my/photos/', 'Photos']);
    expect(base.text).toContain('<title>Photos</title>');
    expect(base.text).not.toContain('<nav');
  });

  test('above it the way down is shown, and no way up', async () => {
    const { ask } = await serve(library(), { basePath: '/my/photos' });
    const { text } = await ask('GET', '/my');
    expect(links(text)).toEqual([
      ['/my/', 'Photos'],
      ['/my/photos/', 'photos'],
    ]);
  });
});

describe('authentication', () => {
  const provider = (seen: (Credentials | undefined)[]) => (credentials: Credentials | undefined) => {
    seen.push(credentials);
    return credentials?.scheme === 'basic' && credentials.password === 'p:w+/é'
      ? sessionsOver(library())(credentials)
      : Promise.reject(new LibraryError('unauthenticated', 'Check the password.'));
  };

  test('colons, any base64 and a Windows domain pass as they are; the provider decides', async () => {
    const seen: (Credentials | undefined)[] = [];
    const { ask } = await serve(provider(seen), { requireCredentials: true });
    expect((await ask('GET', '/plain.jpg', { headers: basic('HOME\\me:p:w+/é') })).text).toBe('plain');
    expect(seen).toEqual([{ scheme: 'basic', username: 'HOME\\me', password: 'p:w+/é' }]);
  });

  test.each([
    ['none', {}],
    ['wrong ones', basic('me:wrong')],
    ['of another scheme', { Authorization: 'Bearer abc' }],
    ['without a colon', basic('me')],
    ['that are no base64', { Authorization: 'Basic ****' }],
    ['of a prototype member', basic('constructor:x')],
  ])('credentials %s are answered 401 with a challenge, on every method', async (_, headers) => {
    const { ask } = await serve(provider([]), { requireCredentials: true, realm: 'My "photos"' });
    for (const method of ['OPTIONS', 'PROPFIND', 'GET', 'PUT']) {
      const got = await ask(method, '/', { headers });
      expect(got.status).toBe(401);
      expect(got.headers['www-authenticate']).toBe('Basic realm="My \\"photos\\"", charset="UTF-8"');
    }
  });

  test('without credentials the provider is not asked when they are required', async () => {
    const seen: (Credentials | undefined)[] = [];
    const { ask } = await serve(provider(seen), { requireCredentials: true });
    await ask('GET', '/');
    expect(seen).toEqual([]);
  });

  test.each([
    ['unauthenticated', 503, '5'],
    ['forbidden', 403, undefined],
    ['not-supported', 503, '5'],
  ] as const)(
    '%s by the library is no wrong password: the client keeps its own and is answered %i',
    async (code, status, retryAfter) => {
      const refused = async () => {
        throw new LibraryError(code, 'Set an API key that the library accepts.');
      };
      const tree = library();
      for (const part of [{ resolve: refused }, { members: refused }, { open: refused }]) {
        const { ask, errors } = await serve({
          resolve: tree.resolve.bind(tree),
          members: tree.members.bind(tree),
          open: tree.open.bind(tree),
          ...part,
        });
        const got =
          'open' in part ? await ask('GET', '/plain.jpg') : await ask('PROPFIND', '/', { headers: { Depth: '1' } });
        expect(got).toMatchObject({ status, text: 'Set an API key that the library accepts.\n' });
        expect(got.headers['retry-after']).toBe(retryAfter);
        expect(got.headers['www-authenticate']).toBeUndefined();
        expect(errors).toMatchObject([{ code }]);
      }
    },
  );

  test('a provider that is not reachable is no wrong password', async () => {
    const { ask } = await serve(() => Promise.reject(new LibraryError('unavailable', 'Start Immich.')));
    const got = await ask('GET', '/');
    expect(got.status).toBe(503);
    expect(got.headers['www-authenticate']).toBeUndefined();
  });
});

describe('the front end', () => {
  test('tells of every request and lets others answer first', async () => {
    const told: RequestInfo[] = [];
    const { ask } = await serve(library(), {
      onRequest: (info) => told.push(info),
      intercept: (request, response) => {
        if (request.url !== '/healthz') return false;
        response.end('fine');
        return true;
      },
    });
    expect((await ask('GET', '/healthz')).text).toBe('fine');
    await ask('GET', '/plain.jpg?secret=1');
    await ask('GET', '/%');
    await vi.waitFor(() => expect(told).toHaveLength(3), { timeout: 10_000 });
    expect(told.map(({ method, path, status }) => ({ method, path, status }))).toEqual([
      { method: 'GET', path: '/healthz', status: 200 },
      { method: 'GET', path: '/plain.jpg', status: 200 },
      { method: 'GET', path: '/%', status: 400 },
    ]);
    expect(told[1]?.bytes).toBeGreaterThan(5);
  });

  test('stop lets a running download finish', async () => {
    const tree = new MemoryTree().file(['a.mp4'], { bytes: Buffer.alloc(200_000) });
    const body = new Readable({ read() {} });
    tree.makeBody = () => body;
    const { port, stop } = await serve(tree, { drainMs: 20_000 });
    body.push(Buffer.alloc(100_000));
    const request = httpGet({ host: '127.0.0.1', port, path: '/a.mp4' });
    const [response] = await once(request, 'response');
    const stopped = stop();
    body.push(Buffer.alloc(100_000));
    body.push(null);
    let received = 0;
    for await (const chunk of response) received += chunk.length;
    await stopped;
    expect(received).toBe(200_000);
    await expect(fetch(`http://127.0.0.1:${port}/`)).rejects.toThrow();
  });

  test('stop does not wait for a connection that was opened ahead', async () => {
    const { port, stop } = await serve(library(), { drainMs: 1_000_000 });
    const socket = connect(port, '127.0.0.1').on('error', () => {});
    await once(socket, 'connect');
    await stop();
    await vi.waitUntil(() => socket.destroyed || socket.resume().readableEnded, { timeout: 10_000 });
  });

  test('stop cuts what does not finish and aborts its reading', async () => {
    const tree = new MemoryTree().file(['a.mp4'], { bytes: Buffer.alloc(200_000) });
    tree.makeBody = () => {
      const stalling = new Readable({ read() {} });
      stalling.push(Buffer.alloc(1_000));
      return stalling;
    };
    const { port, stop } = await serve(tree, { drainMs: 20 });
    const request = httpGet({ host: '127.0.0.1', port, path: '/a.mp4' });
    request.on('error', () => {});
    const [response] = await once(request, 'response');
    response.on('error', () => {});
    await stop();
    await vi.waitFor(() => expect(tree.openBodies).toBe(0), { timeout: 10_000 });
    expect(tree.signals.map((signal) => signal.aborted)).toEqual([true]);
  });

  test('can be started again after it was stopped, and not twice', async () => {
    const frontend = createWebdavFrontend({ host: '127.0.0.1', port: 0, requireCredentials: false });
    const openSession = sessionsOver(library());
    await frontend.start(openSession);
    await expect(frontend.start(openSession)).rejects.toMatchObject({ code: 'conflict' });
    await frontend.stop();
    const { url } = await frontend.start(openSession);
    expect((await fetch(`${url}plain.jpg`)).status).toBe(200);
    await frontend.stop();
    await frontend.stop();
  });

  test('a taken port is an error of start, and a base path that is none of create', async () => {
    const { port } = await serve(library());
    const second = createWebdavFrontend({ host: '127.0.0.1', port, requireCredentials: false });
    await expect(second.start(sessionsOver(library()))).rejects.toMatchObject({ code: 'EADDRINUSE' });
    expect(() => createWebdavFrontend({ host: 'x', port, requireCredentials: false, basePath: '/../x' })).toThrow(
      LibraryError,
    );
  });
});

test('the npm client `webdav` lists, tells and reads', async () => {
  const { url } = await serve(library(), { basePath: '/dav' });
  const client = createClient(url, { username: 'me', password: 'x' });
  const names = (await client.getDirectoryContents('/')) as { basename: string; type: string }[];
  expect(names.map(({ basename, type }) => `${type} ${basename}`)).toEqual(['directory Größe <1>', 'file plain.jpg']);
  const members = (await client.getDirectoryContents('/Größe <1>')) as { basename: string; size: number }[];
  expect(members).toMatchObject([{ basename: 'a & b.jpg', size: 1_234 }]);
  expect(await client.getFileContents('/Größe <1>/a & b.jpg')).toHaveLength(1_234);
});
