import type { IncomingMessage } from 'node:http';
import { afterEach, describe, expect, test } from 'vitest';
import { createDavHandler, createHttpHost, type HttpHandler, type HttpHost, type RequestInfo } from '../src/index.ts';
import { MemoryTree } from './memory-tree.ts';
import { serve, sessionsOver } from './serving.ts';

const hosts: HttpHost[] = [];
afterEach(async () => {
  for (const host of hosts.splice(0)) await host.stop();
});

const isBelow = (prefix: string) => (request: IncomingMessage) => request.url?.startsWith(prefix) === true;
const gallery: HttpHandler = {
  isFor: isBelow('/gallery/'),
  handle: (_request, response, notes) => {
    notes.principal = 'visitor';
    response.end('gallery');
  },
};
const dav = () =>
  createDavHandler({
    openSession: sessionsOver(new MemoryTree().file(['a.jpg'], { bytes: Buffer.from('picture') })),
    requireCredentials: false,
  });

async function start(handlers: readonly HttpHandler[]) {
  const errors: unknown[] = [];
  const log: RequestInfo[] = [];
  const host = createHttpHost({
    host: '127.0.0.1',
    port: 0,
    handlers,
    drainMs: 100,
    onError: (error) => errors.push(error),
    onRequest: (info) => log.push(info),
  });
  hosts.push(host);
  const url = await host.start();
  const get = async (path: string, method = 'GET') => {
    const answer = await fetch(url + path, { method, headers: { Connection: 'close' } });
    return { status: answer.status, text: await answer.text(), headers: answer.headers };
  };
  return { get, errors, log };
}

describe('a host', () => {
  test('asks handlers in their order: two protocols share one port', async () => {
    const { get, log } = await start([gallery, dav()]);
    expect(await get('/gallery/x')).toMatchObject({ status: 200, text: 'gallery' });
    expect(await get('/a.jpg')).toMatchObject({ status: 200, text: 'picture' });
    expect((await get('/a.jpg', 'PROPFIND')).headers.get('DAV')).toBe('1');
    expect((await get('/gallery/x')).headers.has('DAV')).toBe(false);
    expect(log.slice(0, 2).map(({ path, status, principal }) => [path, status, principal])).toEqual([
      ['/gallery/x', 200, 'visitor'],
      ['/a.jpg', 200, 'tester'],
    ]);
  });

  test('answers 404 where no handler is for the request', async () => {
    const { get, errors } = await start([gallery]);
    expect(await get('/a.jpg')).toMatchObject({ status: 404, text: 'There is nothing at this path.\n' });
    expect(errors).toEqual([]);
  });

  test.each<[string, HttpHandler]>([
    ['throws', { isFor: () => true, handle: () => fail() }],
    ['rejects', { isFor: () => true, handle: async () => fail() }],
    ['throws before it is chosen', { isFor: () => fail(), handle: () => {} }],
  ])('answers 500 and reports when a handler %s', async (_, handler) => {
    const { get, errors } = await start([handler]);
    expect(await get('/')).toMatchObject({ status: 500, text: 'The server failed; its log says why.\n' });
    expect(errors).toEqual([new Error('secret')]);
  });
});

test('a front end takes further handlers, and two front ends share nothing', async () => {
  const first = await serve(new MemoryTree(), { handlers: [gallery] });
  const second = await serve(new MemoryTree());
  expect((await first.ask('GET', '/gallery/x')).text).toBe('gallery');
  expect((await second.ask('GET', '/gallery/x')).status).toBe(404);
});

function fail(): never {
  throw new Error('secret');
}
