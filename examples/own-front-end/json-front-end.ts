import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { type Frontend, LibraryError, type OpenSession } from '@immich-webdav/core';

async function answer(request: IncomingMessage, response: ServerResponse, openSession: OpenSession): Promise<void> {
  const { tree } = await openSession(undefined);
  const { pathname } = new URL(request.url ?? '/', 'http://localhost');
  const resource = await tree.resolve(pathname.split('/').filter(Boolean).map(decodeURIComponent));
  if (!resource) throw new LibraryError('not-found', 'There is nothing at this path.');
  if (resource.kind === 'collection') {
    const names = (await tree.members(resource)).map(({ name }) => name);
    response.setHeader('Content-Type', 'application/json').end(JSON.stringify(names));
    return;
  }
  const stop = new AbortController();
  response.on('close', () => stop.abort());
  const { body } = await tree.open(resource, { signal: stop.signal });
  await pipeline(Readable.from(body), response.setHeader('Content-Type', resource.mediaType));
}

/** Collections as JSON arrays of names, files as they are. */
export function createJsonFrontEnd(port: number): Frontend {
  const server = createServer();
  return {
    async start(openSession) {
      server.on('request', (request, response) => {
        answer(request, response, openSession).catch((error: unknown) => {
          if (response.headersSent) return response.destroy();
          const known = LibraryError.is(error) && error.code === 'not-found';
          return response.writeHead(known ? 404 : 500).end(LibraryError.is(error) ? error.message : '');
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
