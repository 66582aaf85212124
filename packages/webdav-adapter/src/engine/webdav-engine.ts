import type { IncomingMessage, ServerResponse } from 'node:http';
import type { OpenSession } from '@immich-webdav/core';
import { v2 } from 'webdav-server';
import type { DownloadTurns } from '../content/download-turns.ts';
import { refused } from '../methods/refused.ts';
import type { RenderedListings } from '../multistatus/rendered-listings.ts';
import { explainMissing, explainUnauthenticated } from '../nextcloud/explain-nextcloud.ts';
import { findUserFiles, isTaken } from '../nextcloud/user-files.ts';
import { mount } from '../paths/mount.ts';
import type { ErrorOrigin } from '../status-table.ts';
import { type Arrival, arrivalOf, requestView, responseView } from './arrival.ts';
import { createBasicAuthentication, type SessionUser } from './basic-authentication.ts';
import type { Method } from './exchange.ts';
import { methodTable } from './method-table.ts';
import { TreeFileSystem } from './tree-file-system.ts';
import { spendUrlParseWarning } from './url-parse-warning.ts';

export interface WebdavEngineOptions {
  readonly openSession: OpenSession;
  readonly base: readonly string[];
  readonly requireCredentials: boolean;
  readonly listings: RenderedListings;
  readonly downloads: DownloadTurns;
  readonly answerError: (
    request: IncomingMessage,
    response: ServerResponse,
    error: unknown,
    origin: ErrorOrigin,
  ) => void;
}

/** Answers a request. */
export type WebdavEngine = (arrival: Arrival) => void;

/** `webdav-server` as the host: it dispatches and authenticates, every method is ours. Its own server is never started. */
export function createWebdavEngine(options: WebdavEngineOptions): WebdavEngine {
  spendUrlParseWarning();
  const fileSystem = new TreeFileSystem();
  const root = new v2.Path('/');
  const server = new v2.WebDAVServer({
    rootFileSystem: fileSystem,
    requireAuthentification: true,
    httpAuthentication: createBasicAuthentication({
      ...options,
      refuse: ({ request, response, segments }, error) => {
        const isFirst = request.headers.authorization === undefined;
        const explained = isFirst ? explainUnauthenticated(error, segments, options.base) : error;
        options.answerError(request, response, explained, 'admission');
      },
    }),
    respondWithPaths: true,
    serverName: 'immich-webdav',
    version: '0',
  });

  // The engine searches its file systems at every request, of which there is one.
  server.getFileSystem = (path, callback) => callback(fileSystem, root, path);

  const host = (method: Method): v2.HTTPMethod => ({
    // It feeds the engine's Allow header, which nobody sees.
    isValidFor: () => false,
    chunked(context) {
      void run(method, arrivalOf(context), context.user as SessionUser, options);
    },
  });

  for (const name of Object.keys(server.methods)) server.method(name, host(refused));
  for (const [name, method] of Object.entries(methodTable)) server.method(name, host(method));
  server.onUnknownMethod(host(refused));

  return (arrival) => {
    server.executeRequest(requestView(arrival), responseView(arrival));
  };
}

/** Never rejects: the engine has no place for a rejection, and it would end the process. */
async function run(
  method: Method,
  arrival: Arrival,
  { session }: SessionUser,
  options: WebdavEngineOptions,
): Promise<void> {
  const { request, response, segments } = arrival;
  const { principal, tree } = session;
  const { listings, downloads } = options;
  try {
    const files = findUserFiles(segments, options.base);
    const base = files === undefined || (await isTaken(tree, files)) ? options.base : files.base;
    await method({ ...arrival, base, listings, downloads, principal, tree: mount(tree, base) });
  } catch (error) {
    options.answerError(request, response, explainMissing(error, segments, options.base), 'tree');
  }
}
