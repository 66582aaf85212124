import type { IncomingMessage, ServerResponse } from 'node:http';
import { finished } from 'node:stream/promises';
import { setTimeout as sleep } from 'node:timers/promises';
import type { FileStore } from '../content/file-store.ts';
import type { Fault, FaultQueue } from '../faults.ts';
import type { ChecksumIndex } from '../library/checksum-index.ts';
import type { JobQueue } from '../library/jobs.ts';
import type { FakeLibrary } from '../library/library.ts';
import type { Selections } from '../library/selections.ts';
import type { LibraryState } from '../library/state.ts';
import { generationOf, type ImmichVersion } from '../version.ts';
import { authorize } from './authentication.ts';
import { BodyError, readJsonBody } from './body.ts';
import { faultyBody } from './faulty-body.ts';
import { errorBody, HttpError } from './http-error.ts';
import { readForm } from './multipart.ts';
import { prepareFault } from './prepare-fault.ts';
import { type JsonRequest, prepareJson } from './prepare-json.ts';
import { type MediaRequest, prepareMedia } from './prepare-media.ts';
import { prepareRedirect } from './prepare-text.ts';
import { EMPTY, type Prepared } from './prepared.ts';
import type { Reply } from './reply.ts';
import type { RequestRecorder } from './request-log.ts';
import type { EndpointRequest, Router } from './route.ts';
import { newCorrelationId, stamped } from './stamp.ts';
import type { Throttle } from './throttle.ts';
import { type Outlet, writeReply } from './write-reply.ts';

/** What handling a request needs. `version` may change between requests. */
export interface HandlerContext {
  version: ImmichVersion;
  readonly library: LibraryState;
  readonly changes: FakeLibrary;
  readonly checksums: ChecksumIndex;
  readonly jobs: JobQueue;
  readonly files: FileStore;
  readonly selections: Selections;
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
    await serve(context, request, { path, query, outlet, fault });
  } catch {
    // Only the connection (or waiting for a client that left) can have failed here; `close` ends the log entry.
    response.destroy();
  }
}

interface Exchange {
  readonly path: string;
  readonly query: Readonly<Record<string, string>>;
  readonly outlet: Outlet;
  readonly fault: Fault | undefined;
}

async function serve(context: HandlerContext, request: IncomingMessage, exchange: Exchange): Promise<void> {
  const { fault = {}, outlet } = exchange;
  const asked: Asked = {
    method: request.method ?? 'GET',
    headers: request.headers,
    generation: generationOf(context.version),
    correlationId: newCorrelationId(),
  };
  const handled = fault.afterHandling ? await answer(context, request, exchange, asked) : undefined;
  if (fault.afterBody && !request.readableEnded) await finished(request.resume(), { writable: false });
  if (fault.delayMs !== undefined) await delay(fault.delayMs, outlet.response);
  if (fault.dropConnection === 'before-headers') {
    request.socket.destroy();
    return;
  }
  const prepared = (await prepareFault(asked, fault)) ?? handled ?? (await answer(context, request, exchange, asked));
  await writeReply(outlet, { ...prepared, headers: { ...prepared.headers, ...fault.headers } }, fault);
}

/** Waits; rejects if the client leaves meanwhile. */
async function delay(milliseconds: number, response: ServerResponse): Promise<void> {
  const gone = new AbortController();
  const leave = (): void => gone.abort();
  response.once('close', leave);
  await sleep(milliseconds, undefined, { signal: gone.signal });
  response.off('close', leave);
}

/** What the form of a reply depends on. */
type Asked = JsonRequest & MediaRequest;

async function answer(
  context: HandlerContext,
  request: IncomingMessage,
  exchange: Exchange,
  asked: Asked,
): Promise<Prepared> {
  const { generation, correlationId } = asked;
  try {
    const reply = await callEndpoint(context, request, exchange);
    return stamped(await prepare(reply, asked), generation, correlationId);
  } catch (error) {
    // The client left in the midst of its body: there is nobody to answer.
    if (request.destroyed && !request.complete) throw error;
    const known = error instanceof HttpError ? error : internalError(error);
    const body = errorBody(known, generation, correlationId);
    const prepared = withHeaders(await prepareJson(asked, known.status, body), known.headers);
    if (!(known instanceof BodyError)) return stamped(prepared, generation, correlationId);
    const { Vary: _, ...headers } = prepared.headers;
    return stamped({ ...prepared, headers }, generation, 'undefined');
  }
}

// A fault of the stand-in itself must not pass for one of Immich's unseen.
function internalError(error: unknown): HttpError {
  process.emitWarning(error instanceof Error ? error : String(error));
  return new HttpError(500, 'Internal server error');
}

async function callEndpoint(context: HandlerContext, request: IncomingMessage, exchange: Exchange): Promise<Reply> {
  const { version, library, changes, checksums, jobs, files, selections } = context;
  const { path, query, fault = {} } = exchange;
  const { headers } = request;
  const incoming = faultyBody(request, fault);
  const body = await readJsonBody(incoming, headers);
  const generation = generationOf(version);
  const match = context.router(request.method ?? 'GET', path, generation);
  if (!match) throw new HttpError(404, `Cannot ${request.method} ${request.url}`);
  const { route, params } = match;
  const call: EndpointRequest = {
    version,
    generation,
    library,
    changes,
    checksums,
    jobs,
    files,
    selections,
    params,
    query,
    headers,
    body,
    clock: library.clock,
    readForm: (accept) => readForm(incoming, headers, files, accept),
  };
  if (route.access === 'public') return route.handle(call);
  return route.handle(call, authorize(library, route, headers, query, generation));
}

async function prepare(reply: Reply, asked: Asked): Promise<Prepared> {
  switch (reply.kind) {
    case 'json':
      return withHeaders(await prepareJson(asked, reply.status, reply.body), reply.headers);
    case 'media':
      return prepareMedia(asked, reply);
    case 'redirect':
      return prepareRedirect(reply.location);
    case 'empty':
      return { status: 204, headers: {}, body: EMPTY };
  }
}

const withHeaders = (prepared: Prepared, headers: Prepared['headers'] = {}): Prepared => ({
  ...prepared,
  headers: { ...headers, ...prepared.headers },
});

function splitUrl(url: string): { path: string; query: Readonly<Record<string, string>> } {
  const mark = url.indexOf('?');
  if (mark < 0) return { path: url, query: {} };
  return { path: url.slice(0, mark), query: Object.fromEntries(new URLSearchParams(url.slice(mark + 1))) };
}
