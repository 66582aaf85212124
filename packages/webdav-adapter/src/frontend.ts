import { type Frontend, type FrontendAddress, LibraryError, type OpenSession } from '@immich-webdav/core';
import { createDavHandler, type DavHandlerOptions } from './dav/dav-handler.ts';
import { withoutLinkName } from './dav/link-path.ts';
import { createHttpHost, type HttpHandler, type HttpHost, type HttpHostOptions } from './host/http-host.ts';
import { defaultHttpLimits, type HttpLimits } from './host/limits.ts';
import { hrefOf } from './paths/href.ts';
import { parseBasePath } from './paths/request-path.ts';

/** Options of the HTTP host and of the WebDAV handler. */
export interface WebdavFrontendOptions
  extends Omit<DavHandlerOptions, 'openSession' | 'limits'>,
    Omit<HttpHostOptions, 'handlers'> {
  /** Handlers of other protocols on the same port; requests for which none `isFor` go to WebDAV. */
  readonly handlers?: readonly HttpHandler[];
}

/**
 * Presents a resource tree over WebDAV: an HTTP host with the WebDAV handler. Throws `invalid-name` for an invalid base path.
 * `start` rejects with the system's error when the address is not available, and with `conflict` while the front end runs.
 */
export function createWebdavFrontend(options: WebdavFrontendOptions): Frontend {
  const base = parseBasePath(options.basePath);
  let running: HttpHost | undefined;
  return {
    async start(openSession: OpenSession): Promise<FrontendAddress> {
      if (running !== undefined) throw new LibraryError('conflict', 'Stop the front end before it is started again.');
      const host = createHttpHost({
        ...options,
        ...(options.allowsWrites && { limits: withUploads(options.limits) }),
        ...(options.onRequest && options.openLink && { onRequest: hidingLinks(options.onRequest, base) }),
        handlers: [...(options.handlers ?? []), createDavHandler({ ...options, openSession })],
      });
      running = host;
      try {
        return { url: `${await host.start()}${hrefOf(base, 'collection')}` };
      } catch (error) {
        running = undefined;
        throw error;
      }
    },
    async stop(): Promise<void> {
      const stopping = running;
      running = undefined;
      await stopping?.stop();
    },
  };
}

/** A video of 4 GB takes so long at 10 Mbit/s. A body that stalls, or is no file, is ended sooner. */
const uploadMs = 3_600_000;

function withUploads(limits: Partial<HttpLimits> = {}): Partial<HttpLimits> {
  const { headerTimeoutMs, requestTimeoutMs } = { ...defaultHttpLimits, ...limits };
  return {
    ...limits,
    headerTimeoutMs: Math.min(headerTimeoutMs, requestTimeoutMs),
    requestTimeoutMs: Math.max(requestTimeoutMs, uploadMs),
  };
}

type OnRequest = NonNullable<HttpHostOptions['onRequest']>;

/** Reports requests without the names of links. */
const hidingLinks =
  (onRequest: OnRequest, base: readonly string[]): OnRequest =>
  (info) =>
    onRequest({ ...info, path: withoutLinkName(info.path, base) });
