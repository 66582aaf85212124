import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { expect, it, onTestFinished } from 'vitest';
import { createHealthPages } from './health-pages.ts';
import type { Readiness } from './readiness.ts';

async function serve(readiness: Readiness): Promise<string> {
  const pages = createHealthPages(readiness);
  const server = createServer((request, response) => {
    if (!pages(request, response, { address: '' })) response.writeHead(418).end();
  });
  onTestFinished(() => void server.close());
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}

it('tells up from ready, and says why it is not', async () => {
  let problem: string | undefined = 'The albums have not been read yet.';
  const url = await serve(async () => problem);
  expect((await fetch(`${url}/healthz`)).status).toBe(200);
  const refusal = await fetch(`${url}/readyz`);
  expect([refusal.status, await refusal.text()]).toEqual([503, 'The albums have not been read yet.\n']);
  problem = undefined;
  const answer = await fetch(`${url}/readyz?x`, { method: 'HEAD' });
  expect([answer.status, answer.headers.get('content-length'), await answer.text()]).toEqual([200, '3', '']);
});

it.each([
  ['GET', '/healthz/'],
  ['GET', '/'],
  ['GET', '/__proto__'],
  ['PUT', '/healthz'],
])('leaves %s %s to the front end', async (method, path) => {
  expect((await fetch(`${await serve(() => undefined)}${path}`, { method })).status).toBe(418);
});
