import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { expect, it, onTestFinished } from 'vitest';
import { createHealthPages } from './health-pages.ts';

async function serve(isReady: () => boolean, lostForMs: () => number | undefined = () => undefined): Promise<string> {
  const pages = createHealthPages(isReady, { lostForMs });
  const server = createServer((request, response) => {
    if (!pages(request, response, { address: '' })) response.writeHead(418).end();
  });
  onTestFinished(() => void server.close());
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}

it('tells up from ready', async () => {
  let ready = false;
  const url = await serve(() => ready);
  expect((await fetch(`${url}/healthz`)).status).toBe(200);
  expect((await fetch(`${url}/readyz`)).status).toBe(503);
  ready = true;
  const answer = await fetch(`${url}/readyz?x`, { method: 'HEAD' });
  expect([answer.status, answer.headers.get('content-length'), await answer.text()]).toEqual([200, '3', '']);
});

it('is not ready while nothing can be read any more, and says for how long', async () => {
  let lostForMs: number | undefined = 1_860_000;
  const url = await serve(
    () => true,
    () => lostForMs,
  );
  const answer = await fetch(`${url}/readyz`);
  expect([answer.status, await answer.text()]).toEqual([
    503,
    'Nothing could be read from Immich for 31m; see the log.\n',
  ]);
  expect((await fetch(`${url}/healthz`)).status).toBe(200);
  lostForMs = undefined;
  expect((await fetch(`${url}/readyz`)).status).toBe(200);
});

it.each([
  ['GET', '/healthz/'],
  ['GET', '/'],
  ['GET', '/__proto__'],
  ['PUT', '/healthz'],
])('leaves %s %s to the front end', async (method, path) => {
  expect((await fetch(`${await serve(() => true)}${path}`, { method })).status).toBe(418);
});
