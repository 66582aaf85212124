import type { IncomingMessage, ServerResponse } from 'node:http';
import type { RequestOrigin } from '@immich-webdav/webdav-adapter';
import type { Readiness } from './readiness.ts';

/** Runs before the front end handles a request. True if it has answered. */
export type Interceptor = (
  request: IncomingMessage,
  response: ServerResponse,
  origin: Pick<RequestOrigin, 'address'>,
) => boolean;

const pages: Readonly<Record<string, (readiness: Readiness) => ReturnType<Readiness>>> = {
  '/healthz': () => undefined,
  '/readyz': (readiness) => readiness(),
};

/**
 * `/healthz`: the process is running. `/readyz`: the server can show photos. Answers GET and HEAD of exactly these paths, without a
 * password, and never below a base path. An album with such a name stays reachable: its address ends with a slash, and PROPFIND
 * accepts both.
 */
export function createHealthPages(readiness: Readiness): Interceptor {
  return (request, response) => {
    const path = request.url?.split('?', 1)[0] ?? '';
    const page = Object.hasOwn(pages, path) ? pages[path] : undefined;
    if (!page || (request.method !== 'GET' && request.method !== 'HEAD')) return false;
    void answer(request, response, page(readiness));
    return true;
  };
}

async function answer(
  { method }: IncomingMessage,
  response: ServerResponse,
  reason: ReturnType<Readiness>,
): Promise<void> {
  const problem = await reason;
  const text = `${problem ?? 'ok'}\n`;
  response.writeHead(problem === undefined ? 200 : 503, {
    'content-type': 'text/plain; charset=utf-8',
    'content-length': Buffer.byteLength(text),
    'cache-control': 'no-store',
  });
  response.end(method === 'HEAD' ? undefined : text);
}
