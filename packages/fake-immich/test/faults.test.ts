import { Agent, request as httpRequest } from 'node:http';
import { expect, onTestFinished, test } from 'vitest';
import { library, photo } from '../src/index.ts';
import { type Started, start, until } from './start.ts';

const startOne = (): Promise<Started> =>
  start({ library: library().album('A', [photo('a.jpg', { content: Buffer.alloc(100) })]) });
const originalOf = ({ immich }: Started): string => `/assets/${immich.library.assetNamed('a.jpg').id}/original`;

test('a fault hits what matches, as often as it says, and can be taken back', async () => {
  const { immich, ask } = await startOne();
  const statusOf = async (path: string): Promise<number> => (await ask(path)).status;
  immich.faults.add({ match: { path: /albums$/, method: 'GET' }, times: 2, status: 503 });
  expect(await statusOf('/server/ping')).toBe(200);
  expect([await statusOf('/albums'), await statusOf('/albums'), await statusOf('/albums')]).toEqual([503, 503, 200]);
  const remove = immich.faults.add({ status: 500 });
  expect(await statusOf('/server/ping')).toBe(500);
  remove();
  expect(await statusOf('/server/ping')).toBe(200);
  immich.faults.add({ status: 500 });
  immich.faults.clear();
  expect(await statusOf('/server/ping')).toBe(200);
});

test('a reply can be replaced: status, JSON, text, headers, a page of a proxy', async () => {
  const { immich, ask } = await startOne();
  const told = async () => {
    const response = await ask('/server/ping');
    return [response.status, response.headers.get('content-type'), await response.text()];
  };
  immich.faults.add({ times: 1, status: 429, headers: { 'Retry-After': '7' }, body: { message: 'slow' } });
  const limited = await ask('/server/ping');
  expect([limited.status, limited.headers.get('retry-after')]).toEqual([429, '7']);
  expect(await limited.json()).toEqual({ message: 'slow' });
  immich.faults.add({ times: 1, body: 'not json' });
  expect(await told()).toEqual([200, 'text/plain; charset=utf-8', 'not json']);
  immich.faults.add({ times: 1, html: '<h1>Bad gateway</h1>' });
  expect(await told()).toEqual([502, 'text/html', '<h1>Bad gateway</h1>']);
  immich.faults.add({ times: 1, html: '<h1>Gone</h1>', status: 404 });
  expect(await told()).toEqual([404, 'text/html', '<h1>Gone</h1>']);
  immich.faults.add({ times: 1, headers: { 'X-Via': 'proxy' } });
  const passed = await ask('/server/ping');
  expect([passed.status, passed.headers.get('x-via')]).toEqual([200, 'proxy']);
});

/** The status and the bytes that arrived before the connection went. */
function pull(
  url: string,
  agent?: Agent,
): Promise<{ status?: number; length: number; received: number; error?: string }> {
  return new Promise((resolve) => {
    let status: number | undefined;
    let length = 0;
    let received = 0;
    const done = (error?: Error): void =>
      resolve({ ...(status && { status }), length, received, ...(error && { error: 'cut' }) });
    const headers = { 'x-api-key': 'admin-key' };
    const request = httpRequest(url, { headers, ...(agent && { agent }) }, (response) => {
      status = response.statusCode;
      length = Number(response.headers['content-length']);
      response.on('data', (chunk: Buffer) => {
        received += chunk.length;
      });
      response.on('end', () => done());
      response.on('error', done);
    });
    request.on('error', done);
    request.end();
  });
}

test.each([
  [{ truncateAfter: 30 }, { status: 200, length: 100, received: 30, error: 'cut' }],
  [{ truncateAfter: 0 }, { status: 200, length: 100, received: 0, error: 'cut' }],
  [{ resetAfter: 30 }, { status: 200, length: 100, received: 30, error: 'cut' }],
  [{ wrongLength: 5 }, { status: 200, length: 105, received: 100, error: 'cut' }],
  [{ wrongLength: -40 }, { status: 200, length: 60, received: 60 }],
  [{ dropConnection: 'before-headers' }, { length: 0, received: 0, error: 'cut' }],
  [{ dropConnection: 'after-headers' }, { status: 200, length: 100, received: 0, error: 'cut' }],
] as const)('%j: the client gets %j', async (fault, expected) => {
  const started = await startOne();
  const url = `${started.url}/api${originalOf(started)}`;
  started.immich.faults.add({ ...fault, times: 1 });
  expect(await pull(url)).toEqual(expected);
  await until(() => started.immich.openRequests === 0);
  expect(await pull(url)).toEqual({ status: 200, length: 100, received: 100 });
});

test('only a reused connection is stale', async () => {
  const started = await startOne();
  const agent = new Agent({ keepAlive: true, maxSockets: 1 });
  onTestFinished(() => agent.destroy());
  const url = `${started.url}/api${originalOf(started)}`;
  started.immich.faults.add({ match: { onReusedConnection: true }, dropConnection: 'before-headers', times: 1 });
  expect(await pull(url, agent)).toMatchObject({ status: 200, received: 100 });
  expect(await pull(url, agent)).toMatchObject({ error: 'cut' });
  expect(await pull(url, agent)).toMatchObject({ status: 200, received: 100 });
  expect(started.immich.requests.entries.map((entry) => entry.connection)).toEqual([1, 1, 2]);
});

test('a reset is one to the client, not an early end', async () => {
  const started = await startOne();
  started.immich.faults.add({ resetAfter: 30 });
  const code = await new Promise((resolve) => {
    const headers = { 'x-api-key': 'admin-key' };
    const ended = (error: Error): void => resolve('code' in error && error.code);
    httpRequest(`${started.url}/api${originalOf(started)}`, { headers }, (response) => {
      response.on('error', ended).resume();
    })
      .on('error', ended)
      .end();
  });
  expect(code).toBe('ECONNRESET');
});

test('a body that stalls stays open until the client leaves', async () => {
  const started = await startOne();
  started.immich.faults.add({ stallAfter: 30 });
  const leave = new AbortController();
  const { body } = await started.ask(originalOf(started), { signal: leave.signal });
  const { value } = (await body?.getReader().read()) ?? {};
  expect(value?.length).toBe(30);
  expect(started.immich.openRequests).toBe(1);
  leave.abort();
  await until(() => started.immich.openRequests === 0);
});

test('a delayed request is open until its reply is complete', async () => {
  const { immich, ask } = await startOne();
  immich.faults.add({ delayMs: 30 });
  const reply = ask('/server/ping');
  await until(() => immich.openRequests === 1);
  expect(immich.requests.entries[0]).toMatchObject({ state: 'open', path: '/api/server/ping' });
  expect((await reply).status).toBe(200);
  await until(() => immich.openRequests === 0);
});

test('a client that leaves during a delay ends it', async () => {
  const { immich, ask } = await startOne();
  immich.faults.add({ delayMs: 1_000_000 });
  const leave = new AbortController();
  const reply = ask('/server/ping', { signal: leave.signal });
  await until(() => immich.openRequests === 1);
  leave.abort();
  await expect(reply).rejects.toThrow();
  await until(() => immich.openRequests === 0);
  expect(immich.requests.entries[0]).toMatchObject({ state: 'aborted', status: undefined });
});

test('a stopped server refuses connections, and can come back on its port', async () => {
  const { immich, url, ask } = await startOne();
  await immich.close();
  await expect(ask('/server/ping')).rejects.toThrow();
  await immich.listen({ port: Number(new URL(url).port) });
  expect((await ask('/server/ping')).status).toBe(200);
});

test('idle connections end after the idle timeout', async () => {
  const { url, immich } = await start({ library: library(), idleTimeoutMs: 20 });
  const agent = new Agent({ keepAlive: true });
  onTestFinished(() => agent.destroy());
  await pull(`${url}/api/server/ping`, agent);
  await until(() => Object.values(agent.freeSockets).flat().length === 0);
  await pull(`${url}/api/server/ping`, agent);
  expect(immich.requests.entries.map((entry) => entry.connection)).toEqual([1, 2]);
});

test('the log tells what came, without its secrets, and can be emptied', async () => {
  const { immich, ask } = await startOne();
  await ask('/albums?shared=true&apiKey=nope', { headers: { authorization: 'Bearer x', range: 'bytes=0-1' } });
  await ask('/server/ping');
  const [entry] = immich.requests.matching(/albums/, 'GET');
  expect(entry).toMatchObject({
    method: 'GET',
    path: '/api/albums',
    query: { shared: 'true', apiKey: '(secret)' },
    status: 401,
    headers: { authorization: '(secret)', 'x-api-key': '(secret)', range: 'bytes=0-1' },
  });
  expect(immich.requests.matching('/api/server/ping')).toHaveLength(1);
  immich.requests.reset();
  expect(immich.requests.entries).toEqual([]);
});
