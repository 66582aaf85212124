import { once } from 'node:events';
import type { IncomingHttpHeaders, OutgoingHttpHeaders } from 'node:http';
import { request as httpRequest } from 'node:http';
import { connect } from 'node:net';
import type { OpenSession, ResourceTree } from '@immich-webdav/core';
import { afterEach } from 'vitest';
import { createWebdavFrontend, type WebdavFrontendOptions } from '../src/index.ts';

const closing: (() => Promise<void>)[] = [];
afterEach(async () => {
  for (const close of closing.splice(0)) await close();
});

export interface Answer {
  readonly status: number;
  readonly headers: IncomingHttpHeaders;
  readonly body: Buffer;
  readonly text: string;
}

export interface Asked {
  readonly headers?: OutgoingHttpHeaders;
  readonly body?: string | Buffer;
}

export interface Served {
  readonly url: string;
  readonly port: number;
  readonly errors: unknown[];
  readonly stop: () => Promise<void>;
  readonly ask: (method: string, path: string, asked?: Asked) => Promise<Answer>;
  /** Sends bytes as they are and resolves with all that comes back until the server closes. */
  readonly raw: (bytes: string | Buffer) => Promise<string>;
}

/** Signs every request in as the same principal. */
export const sessionsOver =
  (tree: ResourceTree): OpenSession =>
  async () => ({ principal: { id: 'tester', name: 'Tester' }, tree });

/** A front end over a real socket, stopped after the test. */
export async function serve(
  served: ResourceTree | OpenSession,
  options: Partial<WebdavFrontendOptions> = {},
): Promise<Served> {
  const errors: unknown[] = [];
  const frontend = createWebdavFrontend({
    host: '127.0.0.1',
    port: 0,
    requireCredentials: false,
    drainMs: 100,
    onError: (error) => errors.push(error),
    ...options,
  });
  const openSession = typeof served === 'function' ? served : sessionsOver(served);
  const { url } = await frontend.start(openSession);
  closing.push(() => frontend.stop());
  const port = Number(new URL(url).port);
  return {
    url,
    port,
    errors,
    stop: () => frontend.stop(),
    ask: (method, path, asked) => ask(port, method, path, asked),
    raw: (bytes) => raw(port, bytes),
  };
}

async function ask(port: number, method: string, path: string, asked: Asked = {}): Promise<Answer> {
  const { headers = {}, body } = asked;
  const length =
    body === undefined || 'Transfer-Encoding' in headers ? {} : { 'Content-Length': Buffer.byteLength(body) };
  const request = httpRequest({
    host: '127.0.0.1',
    port,
    method,
    path,
    headers: { ...length, ...headers },
    agent: false,
  });
  const answered = once(request, 'response');
  // Rejects when the server resets the connection, also after its answer.
  const closed = once(request, 'close');
  request.end(body);
  const [response] = await answered;
  const chunks: Buffer[] = [];
  for await (const chunk of response) chunks.push(chunk);
  await closed;
  const whole = Buffer.concat(chunks);
  return { status: response.statusCode, headers: response.headers, body: whole, text: whole.toString() };
}

function raw(port: number, bytes: string | Buffer): Promise<string> {
  return new Promise((resolve) => {
    const socket = connect(port, '127.0.0.1');
    let text = '';
    socket.on('data', (chunk) => {
      text += chunk.toString('latin1');
    });
    socket.on('error', () => {});
    socket.on('close', () => resolve(text));
    socket.setTimeout(5_000, () => socket.destroy());
    socket.write(bytes);
  });
}
