import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { expect, it, onTestFinished } from 'vitest';
import { createHealthPages } from './health-pages.ts';

async function serve(isReady: () => boolean): Promise<string> {
  const pages = createHealthPages(isReady);
  const server = createServer((request, response) => {
    if (!pages(request, response)) response.writeHead(418).end();
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

it.each([
  ['GET', '/healthz/'],
  ['GET', '/'],
  ['GET', '/__proto__'],
  ['PUT', '/healthz'],
])('leaves %s %s to the front end', async (method, path) => {
  expect((await fetch(`${await serve(() => true)}${path}`, { method })).status).toBe(418);
});
