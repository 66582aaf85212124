import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { type Frontend, LibraryError, type LibraryErrorCode, type OpenSession } from '@immich-webdav/core';

const statuses: { readonly [Code in LibraryErrorCode]?: number } = { unauthenticated: 401, 'not-found': 404 };

async function answer(request: IncomingMessage, response: ServerResponse, openSession: OpenSession): Promise<void> {
  const [, token] = /^Bearer (.+)$/i.exec(request.headers.authorization ?? '') ?? [];
  const client = { address: request.socket.remoteAddress ?? '' };
  const { tree } = await openSession(token === undefined ? undefined : { scheme: 'bearer', token }, client);
  const stop = new AbortController();
  response.on('close', () => stop.abort());
  const { signal } = stop;
  const { pathname } = new URL(request.url ?? '/', 'http://localhost');
  const resource = await tree.resolve(pathname.split('/').filter(Boolean).map(decodeURIComponent), { signal });
  if (!resource) throw new LibraryError('not-found', 'There is nothing at this path.');
  if (resource.kind === 'collection') {
    const names = (await tree.members(resource, { signal })).map(({ name }) => name);
    response.setHeader('Content-Type', 'application/json').end(JSON.stringify(names));
    return;
  }
  const { body } = await tree.open(resource, { signal });
  await pipeline(Readable.from(body), response.setHeader('Content-Type', resource.mediaType));
}

/** Collections as JSON arrays of names, files as they are. Clients sign in with a bearer token (RFC 6750). */
export function createJsonFrontEnd(port: number): Frontend {
  const server = createServer();
  return {
    async start(openSession) {
      server.on('request', (request, response) => {
        answer(request, response, openSession).catch((error: unknown) => {
          if (response.headersSent) return response.destroy();
          const known = LibraryError.is(error) ? error : undefined;
          return response.writeHead((known && statuses[known.code]) ?? 500).end(known?.message);
        });
      });
      await new Promise<void>((resolve) => server.listen(port, '127.0.0.1', resolve));
      return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/` };
    },
    async stop() {
      const closed = new Promise((resolve) => server.close(resolve));
      server.closeAllConnections();
      await closed;
    },
  };
}
