import type { IncomingMessage, ServerResponse } from 'node:http';
import { LibraryError, type OpenLink, type OpenSession, type Session } from '@immich-webdav/core';
import { createDownloadSlots, type DownloadLimits, defaultDownloadLimits } from '../content/download-slots.ts';
import type { HttpHandler } from '../host/http-host.ts';
import { defaultHttpLimits, type HttpLimits, type OnLimit } from '../host/limits.ts';
import type { RequestNotes } from '../host/request-log.ts';
import type { RequestOrigin } from '../host/request-origin.ts';
import { Refusal } from '../http/refusal.ts';
import { announcesMore, bodyUnwanted, dropBody, withinTime } from '../http/unread-body.ts';
import type { HandlerState, Method } from '../methods/exchange.ts';
import { createHeaders, methodTable } from '../methods/method-table.ts';
import { refuse } from '../methods/refuse.ts';
import { createRenderedMultistatus } from '../multistatus/rendered-multistatus.ts';
import { createSingleRenderings } from '../multistatus/single-renderings.ts';
import { readDestination } from '../paths/destination.ts';
import { hrefOf } from '../paths/href.ts';
import { mount } from '../paths/mount.ts';
import { parseBasePath, parseRequestPath } from '../paths/request-path.ts';
import { createSelectionReader } from '../propfind/read-selection.ts';
import { writeMethods } from '../writing/write-methods.ts';
import { answerError } from './answer-error.ts';
import { parseCredentials } from './credentials.ts';
import { createMethodLookup } from './engine.ts';
import { type LinkPath, linkPathOf, openLinkAt } from './link-path.ts';
import { explainMissing, explainUnauthenticated, findBase } from './nextcloud.ts';

export interface DavHandlerOptions {
  /** Opens the session of each request. Rejects with a `LibraryError`, e.g. `unauthenticated`, which becomes 401. */
  readonly openSession: OpenSession;
  /** Present: `/s/<name>/` below the base path is the tree of a shared link, with a log-in of its own. */
  readonly openLink?: OpenLink;
  /** Path of the root collection, e.g. `/photos/`; `/` unless set. */
  readonly basePath?: string;
  /** Shown by clients when they ask for a password; `Immich` unless set. */
  readonly realm?: string;
  /** True: requests without credentials are answered 401 without calling `openSession`. */
  readonly requireCredentials: boolean;
  /** Name of a cookie that carries a session token; cookies are ignored unless set. */
  readonly cookieName?: string;
  /** True: PUT and MKCOL add to trees that have a writer; otherwise every tree is read only. */
  readonly allowsWrites?: boolean;
  /** Limits on concurrent downloads; `defaultDownloadLimits` for absent ones. */
  readonly downloads?: Partial<DownloadLimits>;
  /** `defaultHttpLimits` for absent ones. With `allowsWrites`, the handler applies `requestTimeoutMs` to bodies that are no files. */
  readonly limits?: Partial<Pick<HttpLimits, 'bodyBytes' | 'requestTimeoutMs'>>;
  /** Called when a request is refused because of its body. */
  readonly onLimit?: OnLimit;
  /** Memory for rendered multistatus bodies, in bytes; 64 MiB unless set. */
  readonly cacheBytes?: number;
  /** Called for internal errors and errors of the library, after the client has been answered. */
  readonly onError?: (error: unknown) => void;
}

const defaultCacheBytes = 64 * 1024 * 1024;

/** Limits on bodies, by the status of their refusals. */
const bodyLimits: Readonly<Record<number, keyof HttpLimits>> = { 408: 'requestTimeoutMs', 413: 'bodyBytes' };

/** One handler: its options and its state. */
interface Handler {
  readonly options: DavHandlerOptions;
  readonly base: readonly string[];
  readonly state: HandlerState;
  readonly findMethod: (name: string) => Method | undefined;
  readonly answerError: (request: IncomingMessage, response: ServerResponse, error: unknown, place: Place) => void;
}

/** Where an error occurred. */
interface Place {
  /** In the tree of a session; false: before it was open. */
  readonly isTree: boolean;
  readonly isLink: boolean;
  readonly base: readonly string[];
}

/**
 * Presents a resource tree over WebDAV (RFC 4918 class 1) on an HTTP host. It answers every request, so place it after
 * other handlers. Throws `invalid-name` for an invalid base path.
 */
export function createDavHandler(options: DavHandlerOptions): HttpHandler {
  const { realm = 'Immich', onError = () => {} } = options;
  const { bodyBytes, requestTimeoutMs } = { ...defaultHttpLimits, ...options.limits };
  const base = parseBasePath(options.basePath);
  const methods = options.allowsWrites ? [...methodTable, ...writeMethods] : methodTable;
  const headersFor = createHeaders(methods);
  const handler: Handler = {
    options,
    base,
    findMethod: createMethodLookup(methods),
    state: {
      readSelection: createSelectionReader(),
      singles: createSingleRenderings(),
      multistatus: createRenderedMultistatus(options.cacheBytes ?? defaultCacheBytes),
      downloads: createDownloadSlots({ ...defaultDownloadLimits, ...options.downloads }),
      bodyBytes,
      bodyMs: options.allowsWrites ? requestTimeoutMs : undefined,
      headersFor,
    },
    answerError: (request, response, error, { isTree, isLink, base }) =>
      answerError(request, response, error, {
        origin: isTree ? 'tree' : 'admission',
        realm: isLink ? `${realm} shared link` : realm,
        home: hrefOf(base, 'collection'),
        headers: headersFor(undefined),
        onError,
      }),
  };
  return {
    isFor: () => true,
    handle: (request, response, notes) => handle(handler, request, response, notes),
  };
}

/** Never rejects. */
async function handle(
  handler: Handler,
  request: IncomingMessage,
  response: ServerResponse,
  notes: RequestNotes,
): Promise<void> {
  const method = handler.findMethod(request.method ?? '');
  const { prefix, address } = notes.origin;
  let base = prefix.length === 0 ? handler.base : [...prefix, ...handler.base];
  let segments: readonly string[] = [];
  let session: Session | undefined;
  let link: LinkPath | undefined;
  try {
    const path = checkedPath(request, method, notes.origin, handler.state.bodyBytes);
    segments = prefix.length === 0 ? path : [...prefix, ...path];
    link = handler.options.openLink && linkPathOf(path, handler.base);
    if (link !== undefined) base = segments.slice(0, base.length + link.length).map((segment) => segment.normalize());
    session = await admit(request, handler.options, address, link);
    notes.principal = session.principal.id;
    if (session.end !== undefined) endWith(response, session.end);
    await run(handler, request, response, { method, segments, base, session });
  } catch (error) {
    const place = { isTree: session !== undefined, isLink: link !== undefined, base };
    const limit = error instanceof Refusal ? bodyLimits[error.status] : undefined;
    if (limit !== undefined) handler.options.onLimit?.({ limit, address });
    handler.answerError(request, response, explained(error, request, segments, place), place);
  }
}

/** A session lasts until its answer is complete or the client is gone. */
function endWith(response: ServerResponse, end: () => void): void {
  if (response.closed) end();
  else response.once('close', end);
}

interface Admitted {
  readonly method: Method | undefined;
  /** The path under which clients see the requested one: with the prefix that a proxy removed. */
  readonly segments: readonly string[];
  /** The base path, with the same prefix. */
  readonly base: readonly string[];
  readonly session: Session;
}

async function run(
  handler: Handler,
  request: IncomingMessage,
  response: ServerResponse,
  { method, segments, base: ownBase, session: { principal, tree } }: Admitted,
): Promise<void> {
  const base = await findBase(tree, segments, ownBase);
  const exchange = { ...handler.state, request, response, segments, base, principal, tree: mount(tree, base) };
  if (method === undefined) return refuse(exchange);
  const dropped = method.readsBody ? undefined : dropBody(request, response, exchange.bodyBytes);
  const { bodyMs } = exchange;
  if (dropped !== undefined) await (bodyMs === undefined ? dropped : withinTime(dropped, bodyMs));
  await method.answer(exchange);
}

async function admit(
  { headers }: IncomingMessage,
  { requireCredentials, cookieName, openSession, openLink }: DavHandlerOptions,
  address: string,
  link: LinkPath | undefined,
): Promise<Session> {
  const credentials = parseCredentials(headers, cookieName);
  if (link !== undefined && openLink !== undefined) return openLinkAt(link, openLink, credentials, { address });
  if (credentials === undefined && requireCredentials)
    throw new LibraryError('unauthenticated', 'Send a user name and a password.');
  return openSession(credentials, { address });
}

/** The decoded path. Refuses a malformed target or Destination, and a long body of a method that reads none. */
function checkedPath(
  request: IncomingMessage,
  method: Method | undefined,
  origin: RequestOrigin,
  bodyBytes: number,
): readonly string[] {
  const { destination } = request.headers;
  const target = request.url ?? '/';
  // RFC 9110 section 9.3.7: OPTIONS * concerns the server in general.
  const segments = request.method === 'OPTIONS' && target === '*' ? [] : parseRequestPath(target);
  if (segments === undefined) throw new Refusal(400, 'Send a path without bad escapes or dot segments.');
  if (destination !== undefined && readDestination(String(destination), origin).kind === 'malformed')
    throw new Refusal(400, 'Send a Destination without bad escapes or dot segments.');
  if (method?.readsBody === false && announcesMore(request, bodyBytes)) throw bodyUnwanted();
  return segments;
}

function explained(
  error: unknown,
  request: IncomingMessage,
  segments: readonly string[],
  { isTree, base }: Place,
): unknown {
  if (isTree) return explainMissing(error, segments, base);
  return request.headers.authorization === undefined ? explainUnauthenticated(error, segments, base) : error;
}
