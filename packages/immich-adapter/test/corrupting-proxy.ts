import { once } from 'node:events';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { onTestFinished } from 'vitest';

/** Changes a JSON value that was answered to a path; gives what is sent instead. */
export type Corrupt = (path: string, answer: unknown) => unknown;

export interface CorruptingProxy {
  readonly url: string;
  /** From the next request on. */
  corrupt: Corrupt;
}

const unchanged: Corrupt = (_, answer) => answer;

/** A proxy that changes JSON answers; it ends with the test. */
export async function startCorruptingProxy(target: string): Promise<CorruptingProxy> {
  const proxy = { url: '', corrupt: unchanged };
  const forward = async (asked: IncomingMessage, answer: ServerResponse): Promise<void> => {
    const path = asked.url ?? '';
    const got = await fetch(`${target}${path}`, {
      method: asked.method ?? 'GET',
      headers: { 'x-api-key': String(asked.headers['x-api-key']), 'content-type': 'application/json' },
      ...(asked.method === 'POST' && { body: await textOf(asked) }),
    });
    const corrupted = JSON.stringify(proxy.corrupt(path, await got.json()));
    answer.writeHead(got.status, { 'content-type': 'application/json' }).end(corrupted);
  };
  const server = createServer((asked, answer) => void forward(asked, answer).catch(() => answer.destroy()));
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  proxy.url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  return proxy;
}

async function textOf(request: IncomingMessage): Promise<string> {
  let text = '';
  for await (const chunk of request) text += chunk;
  return text;
}
