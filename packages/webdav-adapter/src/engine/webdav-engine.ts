import type { IncomingMessage, ServerResponse } from 'node:http';
import type { TreeProvider } from '@immich-webdav/core';
import { v2 } from 'webdav-server';
import { allow } from '../http/allow.ts';
import { refused } from '../methods/refused.ts';
import type { RenderedListings } from '../multistatus/rendered-listings.ts';
import { mount } from '../paths/mount.ts';
import { type Arrival, arrivalOf, requestView, responseView } from './arrival.ts';
import { createBasicAuthentication, type TreeUser } from './basic-authentication.ts';
import type { Method } from './exchange.ts';
import { methodTable } from './method-table.ts';
import { TreeFileSystem } from './tree-file-system.ts';
import { spendUrlParseWarning } from './url-parse-warning.ts';

export interface WebdavEngineOptions {
  readonly trees: TreeProvider;
  readonly base: readonly string[];
  readonly requireCredentials: boolean;
  readonly listings: RenderedListings;
  readonly answerError: (request: IncomingMessage, response: ServerResponse, error: unknown) => void;
}

/** Answers a request. */
export type WebdavEngine = (arrival: Arrival) => void;

/** Said in every answer, also in those of refused requests: clients look for them in any (RFC 4918 section 10.1). */
const headers = { DAV: '1', 'MS-Author-Via': 'DAV', Allow: allow };

/** `webdav-server` as the host: it dispatches and authenticates, every method is ours. Its own server is never started. */
export function createWebdavEngine(options: WebdavEngineOptions): WebdavEngine {
  spendUrlParseWarning();
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
  });

  const host = (method: Method, answered: boolean): v2.HTTPMethod => ({
    isValidFor: () => answered,
    chunked(context) {
      const arrival = arrivalOf(context);
      const { tree } = context.user as TreeUser;
      const exchange = { ...arrival, listings: options.listings, tree: mount(tree, options.base) };
      run(method, exchange)
        .catch((error: unknown) => options.answerError(arrival.request, arrival.response, error))
        .finally(() => server.invokeAfterRequest(context, null));
    },
  });

  for (const name of Object.keys(server.methods)) server.method(name, host(refused, false));
  for (const [name, method] of Object.entries(methodTable)) server.method(name, host(method, true));
  server.onUnknownMethod(host(refused, false));

  return (arrival) => {
    for (const [name, value] of Object.entries(headers)) arrival.response.setHeader(name, value);
    server.executeRequest(requestView(arrival), responseView(arrival));
  };
}

async function run(method: Method, exchange: Parameters<Method>[0]): Promise<void> {
  await method(exchange);
}
