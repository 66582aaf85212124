import type { IncomingMessage, ServerResponse } from 'node:http';
import type { RequestOrigin } from '@immich-webdav/webdav-adapter';
import ms from 'ms';
import type { Freshness } from './freshness.ts';

/** Runs before the front end handles a request. True if it has answered. */
export type Interceptor = (
  request: IncomingMessage,
  response: ServerResponse,
  origin: Pick<RequestOrigin, 'address'>,
) => boolean;

interface Health {
  readonly status: 200 | 503;
  readonly text: string;
}

const up: Health = { status: 200, text: 'ok\n' };
const notReady: Health = { status: 503, text: 'The albums have not been read yet.\n' };

const freshOr = (lostForMs: number | undefined): Health =>
  lostForMs === undefined
    ? up
    : { status: 503, text: `Nothing could be read from Immich for ${ms(lostForMs)}; see the log.\n` };

/**
 * `/healthz`: the process is running. `/readyz`: the albums were read, and refreshes succeed. Answers GET and HEAD of exactly
 * these paths, without a password, and never below a base path. An album with such a name stays reachable: its address ends
 * with a slash, and PROPFIND accepts both.
 */
export function createHealthPages(isReady: () => boolean, freshness: Pick<Freshness, 'lostForMs'>): Interceptor {
  const pages: Readonly<Record<string, () => Health>> = {
    '/healthz': () => up,
    '/readyz': () => (isReady() ? freshOr(freshness.lostForMs()) : notReady),
  };
  return (request, response) => {
    const path = request.url?.split('?', 1)[0] ?? '';
    const page = Object.hasOwn(pages, path) ? pages[path] : undefined;
    if (!page || (request.method !== 'GET' && request.method !== 'HEAD')) return false;
    const { status, text } = page();
    response.writeHead(status, {
      'content-type': 'text/plain; charset=utf-8',
      'content-length': Buffer.byteLength(text),
      'cache-control': 'no-store',
    });
    response.end(request.method === 'HEAD' ? undefined : text);
    return true;
  };
}
