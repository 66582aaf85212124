import { createServer, request } from 'node:http';
import type { AddressInfo } from 'node:net';
import { expect, it, onTestFinished } from 'vitest';
import { createHostGuard } from './host-guard.ts';

async function statusFor(host: string, address = '127.0.0.1'): Promise<number | undefined> {
  const guard = createHostGuard();
  const server = createServer((incoming, outgoing) => {
    if (!guard(incoming, outgoing, { address })) outgoing.writeHead(200).end();
  });
  onTestFinished(() => void server.close());
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return new Promise((resolve, reject) => {
    request({ port, host: '127.0.0.1', headers: { host } }, (answer) => {
      answer.resume();
      resolve(answer.statusCode);
    })
      .on('error', reject)
      .end();
  });
}

it.each([
  'localhost',
  'LOCALHOST:1700',
  'localhost.',
  'localhost.:1700',
  'photos.localhost',
  'a.b.LocalHost:1700',
  'photos.localhost.:1700',
  '127.0.0.1:1700',
  '127.8.0.1',
  '127.0.0.1.',
  '[::1]:1700',
  '[::ffff:127.0.0.1]:1700',
])('lets %s in', async (host) => {
  expect(await statusFor(host)).toBe(200);
});

it.each([
  'rebound.example:1700',
  'localhost.example',
  'notlocalhost',
  'localhost..',
  '.localhost',
  '192.0.2.1',
  '127.0.0.1.example',
  '[::2]',
  'a b',
])('refuses %j', async (host) => {
  expect(await statusFor(host)).toBe(421);
});

it.each([
  ['127.0.0.1', 200],
  ['127.8.0.1', 200],
  ['::1', 200],
  ['192.168.0.7', 421],
  ['203.0.113.9', 421],
  ['2001:db8::1', 421],
  ['', 421],
])('a client at %j is answered %i under the name localhost', async (address, status) => {
  expect(await statusFor('localhost', address)).toBe(status);
});
