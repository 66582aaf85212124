import type { IncomingMessage, ServerResponse } from 'node:http';
import type { TreeProvider } from '@immich-webdav/core';
import { v2 } from 'webdav-server';
import { allow } from '../http/allow.ts';
import { refused } from '../methods/refused.ts';
import type { RenderedListings } from '../multistatus/rendered-listings.ts';
import { mount } from '../paths/mount.ts';
import { createBasicAuthentication, type TreeUser } from './basic-authentication.ts';
import type { Method } from './exchange.ts';
import { methodTable } from './method-table.ts';
import { TreeFileSystem } from './tree-file-system.ts';

export interface WebdavEngineOptions {
  readonly trees: TreeProvider;
  readonly base: readonly string[];
  readonly requireCredentials: boolean;
  readonly listings: RenderedListings;
  readonly answerError: (request: IncomingMessage, response: ServerResponse, error: unknown) => void;
}

/** Answers a request whose path was checked and decoded. */
export type WebdavEngine = (request: IncomingMessage, response: ServerResponse, segments: readonly string[]) => void;

/**
 * What the engine sees in place of every target: it parses targets anew at several places and throws on some of them, while
 * our methods have the decoded segments. Not `/`, for which it would make a second context.
 */
const anyTarget = '/resource';

const headers = { DAV: '1', 'MS-Author-Via': 'DAV' };

/** `webdav-server` as the host: it dispatches and authenticates, every method is ours. Its own server is never started. */
export function createWebdavEngine(options: WebdavEngineOptions): WebdavEngine {
  const paths = new WeakMap<IncomingMessage, readonly string[]>();
  const server = new v2.WebDAVServer({
    rootFileSystem: new TreeFileSystem(),
    requireAuthentification: true,
    httpAuthentication: createBasicAuthentication({
      ...options,
      refuse: ({ request, response }, error) => options.answerError(request, response, error),
    }),
    respondWithPaths: true,
    serverName: 'immich-webdav',
    version: '0',
    headers,
  });

  const host = (method: Method, answered: boolean): v2.HTTPMethod => ({
    isValidFor: () => answered,
    chunked(context) {
      const { request, response } = context;
      const { tree } = context.user as TreeUser;
      const segments = paths.get(request) ?? [];
      // The engine's own value lists what it knows; ours is what is answered.
      response.setHeader('Allow', allow);
      const exchange = { request, response, segments, listings: options.listings, tree: mount(tree, options.base) };
      run(method, exchange)
        .catch((error: unknown) => options.answerError(request, response, error))
        .finally(() => server.invokeAfterRequest(context, null));
    },
  });

  for (const name of Object.keys(server.methods)) server.method(name, host(refused, false));
  for (const [name, method] of Object.entries(methodTable)) server.method(name, host(method, true));
  server.onUnknownMethod(host(refused, false));

  return (request, response, segments) => {
    paths.set(request, segments);
    request.url = anyTarget;
    server.executeRequest(request, response);
  };
}

async function run(method: Method, exchange: Parameters<Method>[0]): Promise<void> {
  await method(exchange);
}
