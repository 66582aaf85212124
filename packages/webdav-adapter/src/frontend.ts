import type { IncomingMessage, ServerResponse } from 'node:http';
import { type Frontend, type FrontendAddress, LibraryError, type OpenSession } from '@immich-webdav/core';
import { defaultDownloadLimits } from './content/download-limits.ts';
import { createDownloadTurns } from './content/download-turns.ts';
import { createWebdavEngine, type WebdavEngine } from './engine/webdav-engine.ts';
import { answerError } from './http/answer-error.ts';
import { refuseAmbiguousHost } from './http/host-field.ts';
import { defaultHttpLimits } from './http/limits.ts';
import { createListener, type Listener } from './http/listener.ts';
import { guardRequest } from './http/request-guard.ts';
import { tellWhenDone } from './http/request-log.ts';
import { createRenderedListings } from './multistatus/rendered-listings.ts';
import type { WebdavFrontendOptions } from './options.ts';
import { hrefOf } from './paths/href.ts';
import { parseRequestPath } from './paths/request-path.ts';
import type { ErrorOrigin } from './status-table.ts';

const defaultDrainMs = 10_000;
const defaultCacheBytes = 64 * 1024 * 1024;

/**
 * Presents a resource tree over WebDAV: RFC 4918 class 1, read-only. Throws `invalid-name` for a base path that is no path.
 * `start` rejects with the system's error when the address cannot be had.
 */
export function createWebdavFrontend(options: WebdavFrontendOptions): Frontend {
  const base = parseBasePath(options.basePath ?? '/');
  let server: Listener | undefined;
  return {
    async start(openSession: OpenSession): Promise<FrontendAddress> {
      if (server !== undefined) throw new LibraryError('conflict', 'Stop the front end before it is started again.');
      const starting = createListener({
        limits: { ...defaultHttpLimits, ...options.limits },
        handle: createHandler(options, base, openSession),
        onRefused: () => options.onError?.(tooManyConnections()),
      });
      server = starting;
      try {
        const port = await starting.listen(options.host, options.port);
        return { url: `http://${urlHost(options.host)}:${port}${hrefOf(base, 'collection')}` };
      } catch (error) {
        server = undefined;
        throw error;
      }
    },
    async stop(): Promise<void> {
      const stopping = server;
      server = undefined;
      await stopping?.close(options.drainMs ?? defaultDrainMs);
    },
  };
}

function createHandler(options: WebdavFrontendOptions, base: readonly string[], openSession: OpenSession) {
  const { intercept, onRequest, onError = () => {}, realm = 'Immich', requireCredentials } = options;
  const home = hrefOf(base, 'collection');
  const refuse = (request: IncomingMessage, response: ServerResponse, error: unknown, origin: ErrorOrigin) =>
    answerError(request, response, error, { origin, realm, home, onError });
  const engine: WebdavEngine = createWebdavEngine({
    openSession,
    base,
    requireCredentials,
    listings: createRenderedListings(options.cacheBytes ?? defaultCacheBytes),
    downloads: createDownloadTurns({ ...defaultDownloadLimits, ...options.downloads }),
    answerError: refuse,
  });

  return (request: IncomingMessage, response: ServerResponse): void => {
    const onSignedIn = onRequest && tellWhenDone(request, response, onRequest);
    try {
      refuseAmbiguousHost(request);
      if (intercept?.(request, response)) return;
      engine({ request, response, segments: guardRequest(request), ...(onSignedIn && { onSignedIn }) });
    } catch (error) {
      refuse(request, response, error, 'admission');
    }
  };
}

function tooManyConnections(): LibraryError {
  return new LibraryError(
    'rate-limited',
    'A connection was refused because too many are open; raise the limits if all are yours.',
  );
}

function parseBasePath(path: string): readonly string[] {
  const base = parseRequestPath(path)?.map((segment) => segment.normalize());
  if (base === undefined) throw new LibraryError('invalid-name', `Set a base path like /photos/ instead of ${path}.`);
  return base;
}

/** What a browser on this machine can open; IPv6 addresses stand in brackets (RFC 3986 section 3.2.2). */
function urlHost(host: string): string {
  if (host === '0.0.0.0' || host === '::') return 'localhost';
  return host.includes(':') ? `[${host}]` : host;
}
