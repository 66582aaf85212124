import type { IncomingMessage, ServerResponse } from 'node:http';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Fault, FaultQueue } from '../faults.ts';
import type { Searcher } from '../library/search.ts';
import type { LibraryState } from '../library/state.ts';
import { generationOf, type ImmichVersion } from '../version.ts';
import { authorize } from './authentication.ts';
import { BodyError, readJsonBody } from './body.ts';
import { errorBody, HttpError } from './http-error.ts';
import { prepareJson } from './prepare-json.ts';
import { prepareMedia } from './prepare-media.ts';
import type { Headers, Prepared } from './prepared.ts';
import type { Reply } from './reply.ts';
import type { OpenRequest, RequestRecorder } from './request-log.ts';
import type { EndpointRequest, Router } from './route.ts';
import type { Throttle } from './throttle.ts';
import { type Outlet, writeReply } from './write-reply.ts';

/** What handling a request needs. `version` may change between requests. */
export interface HandlerContext {
  version: ImmichVersion;
  readonly library: LibraryState;
  readonly searcher: Searcher;
  readonly router: Router;
  readonly faults: FaultQueue;
  readonly recorder: RequestRecorder;
  readonly throttle: Throttle;
  /** Number of a request's connection, and whether it served one before. */
  readonly connectionOf: (request: IncomingMessage) => { readonly number: number; readonly isReused: boolean };
}

/** Answers one request: log, fault, route, authentication, endpoint, reply. Never rejects. */
export async function handleRequest(
  context: HandlerContext,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const { path, query } = splitUrl(request.url ?? '/');
  const connection = context.connectionOf(request);
  const method = request.method ?? 'GET';
  const entry = context.recorder.record({
    method,
    path,
    query,
    headers: request.headers,
    at: context.library.clock.now(),
    connection: connection.number,
  });
  response.on('close', () => context.recorder.close(entry, response.writableFinished ? 'finished' : 'aborted'));
  const outlet: Outlet = { response, entry, throttle: context.throttle };
  try {
    const fault = context.faults.take({ method, path, isConnectionReused: connection.isReused });
    await serve(context, request, { path, query, entry, outlet, fault });
  } catch {
    // Only the connection can have failed here; its `close` event ends the log entry.
    response.destroy();
  }
}

interface Exchange {
  readonly path: string;
  readonly query: Readonly<Record<string, string>>;
  readonly entry: OpenRequest;
  readonly outlet: Outlet;
  readonly fault: Fault | undefined;
}

async function serve(context: HandlerContext, request: IncomingMessage, exchange: Exchange): Promise<void> {
  const { fault = {}, outlet } = exchange;
  if (fault.delayMs !== undefined) await sleep(fault.delayMs);
  if (fault.dropConnection === 'before-headers') {
    request.socket.destroy();
    return;
  }
  const correlationId = Math.random().toString(36).slice(2, 10).padEnd(8, '0');
  const prepared =
    (await prepareFault(context, request, fault, correlationId)) ??
    (await answer(context, request, exchange, correlationId));
  const headers = { ...prepared.headers, ...fault.headers };
  await writeReply(outlet, { ...prepared, headers }, fault);
}

/** The reply that a fault puts in place of Immich's, if it does. */
async function prepareFault(
  context: HandlerContext,
  request: IncomingMessage,
  fault: Fault,
  correlationId: string,
): Promise<Prepared | undefined> {
  if (fault.html !== undefined) return prepareText(fault.status ?? 502, 'text/html', fault.html);
  if (typeof fault.body === 'string') return prepareText(fault.status ?? 200, 'text/plain; charset=utf-8', fault.body);
  if (fault.status === undefined && fault.body === undefined) return undefined;
  const status = fault.status ?? 200;
  const generation = generationOf(context.version);
  const body = fault.body ?? errorBody(new HttpError(status, `Fault ${status}`), generation, correlationId);
  return stamped(await prepareJson(jsonRequest(request), status, body), generation, correlationId);
}

function prepareText(status: number, type: string, text: string): Prepared {
  const bytes = Buffer.from(text);
  return {
    status,
    headers: { 'Content-Type': type, 'Content-Length': bytes.length },
    body: { kind: 'bytes', bytes },
  };
}

async function answer(
  context: HandlerContext,
  request: IncomingMessage,
  exchange: Exchange,
  correlationId: string,
): Promise<Prepared> {
  const generation = generationOf(context.version);
  try {
    const reply = await callEndpoint(context, request, exchange);
    return stamped(await prepare(reply, request, context, correlationId), generation, correlationId);
  } catch (error) {
    const known = error instanceof HttpError ? error : new HttpError(500, 'Internal server error');
    const prepared = await prepareJson(jsonRequest(request), known.status, errorBody(known, generation, correlationId));
    if (!(known instanceof BodyError)) return stamped(prepared, generation, correlationId);
    const { Vary: _, ...headers } = prepared.headers;
    return stamped({ ...prepared, headers }, generation, 'undefined');
  }
}

async function callEndpoint(context: HandlerContext, request: IncomingMessage, exchange: Exchange): Promise<Reply> {
  const { version, library, searcher } = context;
  const { path, query } = exchange;
  const body = await readJsonBody(request);
  const generation = generationOf(version);
  const match = context.router(request.method ?? 'GET', path, generation);
  if (!match) throw new HttpError(404, `Cannot ${request.method} ${request.url}`);
  const { route, params } = match;
  const { headers } = request;
  const call: EndpointRequest = { version, generation, library, searcher, params, query, headers, body };
  if (route.access === 'public') return route.handle(call);
  return route.handle(call, authorize(library, route, headers, query));
}

async function prepare(
  reply: Reply,
  request: IncomingMessage,
  context: HandlerContext,
  correlationId: string,
): Promise<Prepared> {
  const { headers } = request;
  switch (reply.kind) {
    case 'json':
      return prepareJson(jsonRequest(request), reply.status, reply.body);
    case 'media':
      return prepareMedia({ headers, generation: generationOf(context.version), correlationId }, reply);
    case 'redirect':
      return prepareRedirect(reply.location);
  }
}

function prepareRedirect(location: string): Prepared {
  const text = prepareText(302, 'text/plain; charset=utf-8', `Found. Redirecting to ${location}`);
  return { ...text, headers: { Location: location, Vary: 'Accept, Accept-Encoding', ...text.headers } };
}

const CORRELATION_HEADER = { v2: 'x-immich-cid', v3: 'X-Correlation-ID' } as const;

/** Adds the headers of every reply of Immich's. */
function stamped(prepared: Prepared, generation: 'v2' | 'v3', correlationId: string): Prepared {
  const headers: Headers = {
    'X-Powered-By': 'Express',
    [CORRELATION_HEADER[generation]]: correlationId,
    ...prepared.headers,
  };
  return { ...prepared, headers };
}

const jsonRequest = (request: IncomingMessage): { method: string; headers: IncomingMessage['headers'] } => ({
  method: request.method ?? 'GET',
  headers: request.headers,
});

function splitUrl(url: string): { path: string; query: Readonly<Record<string, string>> } {
  const mark = url.indexOf('?');
  if (mark < 0) return { path: url, query: {} };
  return { path: url.slice(0, mark), query: Object.fromEntries(new URLSearchParams(url.slice(mark + 1))) };
}
