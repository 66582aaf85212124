import { once } from 'node:events';
import { createServer, type IncomingHttpHeaders, type IncomingMessage, request } from 'node:http';
import type { AddressInfo } from 'node:net';
import { onTestFinished } from 'vitest';

export interface ProxyOptions {
  /** In front of every path: `/photos`. Others are 404. */
  readonly prefix?: string;
  /** Changes what the server is asked for. */
  readonly path?: (path: string) => string;
  /** Changes what the server answered. */
  readonly headers?: (headers: IncomingHttpHeaders, asked: IncomingMessage) => IncomingHttpHeaders;
}

export interface Proxy {
  readonly url: string;
  /** Method and path of what came, oldest first. */
  readonly seen: readonly string[];
}

/** A reverse proxy before a server; it ends with the test. */
export async function startProxy(
  target: string,
  { prefix = '', path: pathOf = (own) => own, headers = (own) => own }: ProxyOptions = {},
): Promise<Proxy> {
  const seen: string[] = [];
  const server = createServer((asked, answer) => {
    const path = asked.url ?? '';
    seen.push(`${asked.method} ${path}`);
    if (!path.startsWith(`${prefix}/`))
      return answer.writeHead(404, { 'Content-Type': 'text/html' }).end('<h1>No</h1>');
    const options = { method: asked.method, headers: asked.headers };
    const forwarded = request(`${target}${pathOf(path.slice(prefix.length))}`, options, (got) => {
      answer.writeHead(got.statusCode ?? 502, headers(got.headers, asked));
      got.pipe(answer);
    });
    forwarded.on('error', () => answer.destroy());
    return asked.pipe(forwarded);
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}${prefix}`, seen };
}
