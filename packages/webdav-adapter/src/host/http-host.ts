import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { createServer as createTlsServer } from 'node:https';
import type { Socket } from 'node:net';
import { answer } from '../http/answer.ts';
import { Refusal } from '../http/refusal.ts';
import { type Connections, createConnections } from './connections.ts';
import { defaultHttpLimits, type HttpLimits, type OnLimit } from './limits.ts';
import { type ListenOptions, listen } from './listen.ts';
import { type RequestInfo, type RequestNotes, reportWhenDone } from './request-log.ts';
import { createOriginReader, isValidHost, type OriginReader, type RequestOrigin } from './request-origin.ts';
import { createRequestRates, type RequestRates } from './request-rates.ts';
import { cutStalledReaders } from './stalled-readers.ts';
import { type TlsSource, useTls } from './tls.ts';
import { parseTrustedProxies } from './trusted-proxies.ts';

/** Answers the requests of one protocol. Several handlers can share a host. */
export interface HttpHandler {
  /** Whether the handler answers this request. */
  readonly isFor: (request: IncomingMessage) => boolean;
  /**
   * Answers the request; an error that it throws or rejects with is reported and answered 500. A request may carry
   * `Expect: 100-continue`: send 100 before reading its body (RFC 9110 section 10.1.1).
   */
  readonly handle: (request: IncomingMessage, response: ServerResponse, notes: RequestNotes) => void | Promise<void>;
}

export interface HttpHostOptions extends ListenOptions {
  /** Serves HTTPS with this certificate; plain HTTP unless set. */
  readonly tls?: TlsSource;
  /** The first handler whose `isFor` is true answers; without one, 404. */
  readonly handlers: readonly HttpHandler[];
  /** Limits per client; `defaultHttpLimits` for absent ones. */
  readonly limits?: Partial<HttpLimits>;
  /** Proxies whose forwarding headers count: addresses, CIDR ranges, or `proxyNames`; none unless set. */
  readonly trustedProxies?: readonly string[];
  /** How long `stop` lets running answers finish, in milliseconds; 10,000 unless set. */
  readonly drainMs?: number;
  /** Called first for each request, e.g. for health pages; true when it has answered or will. */
  readonly intercept?: (request: IncomingMessage, response: ServerResponse, origin: RequestOrigin) => boolean;
  /** Called for each request, after the request and its answer. */
  readonly onRequest?: (info: RequestInfo) => void;
  /** Called when a limit refuses or ends a request or a connection. */
  readonly onLimit?: OnLimit;
  /** Called with errors of handlers. */
  readonly onError?: (error: unknown) => void;
}

/** An HTTP server and its connections. It can be started once. */
export interface HttpHost {
  /**
   * Resolves once requests are answered, with the URL of the host without a path: `https://127.0.0.1:1700`, or as nginx writes it
   * `http://unix:/run/dav.sock:`. Rejects with the system's error when the address is not available.
   */
  start(): Promise<string>;
  /** Stops listening, lets running answers finish for a while, then closes every connection. */
  stop(): Promise<void>;
}

const defaultDrainMs = 10_000;
const longestCheckMs = 1000;
const idleCheckMs = 50;

/** An HTTP/1.1 host (RFC 9110, RFC 9112) for handlers of any protocol. Throws `invalid-name` for invalid `trustedProxies`. */
export function createHttpHost(options: HttpHostOptions): HttpHost {
  const limits = { ...defaultHttpLimits, ...options.limits };
  const { tls, drainMs = defaultDrainMs, onLimit = () => {} } = options;
  const isTrusted = parseTrustedProxies(options.trustedProxies ?? []);
  const connections = createConnections(limits, isTrusted, onLimit);
  const server = createNodeServer(limits, tls !== undefined);
  const dispatcher: Dispatcher = {
    options,
    originOf: createOriginReader(isTrusted),
    rates: createRequestRates(limits.requestsPerAddress, onLimit),
  };
  const receive = (request: IncomingMessage, response: ServerResponse) => {
    connections.began(request, response);
    dispatch(request, response, dispatcher);
  };
  accept(server, connections, tls !== undefined);
  server.on('request', receive);
  server.on('checkContinue', receive);
  // Node would answer these itself, without a limit on their rate.
  server.on('checkExpectation', receive);
  server.once('listening', () => {
    const stalled = cutStalledReaders(connections.sockets, limits.writeTimeoutMs, onLimit);
    server.once('close', () => clearInterval(stalled));
  });

  return {
    async start() {
      if (tls !== undefined) server.once('close', await useTls(server, tls));
      return `${tls === undefined ? 'http' : 'https'}://${await listen(server, options)}`;
    },
    stop: () =>
      new Promise((resolve) => {
        const idle = setInterval(() => connections.closeIdle(), idleCheckMs);
        const cut = setTimeout(() => server.closeAllConnections(), drainMs);
        server.close(() => {
          clearInterval(idle);
          clearTimeout(cut);
          resolve();
        });
      }),
  };
}

function createNodeServer(limits: HttpLimits, isTls: boolean): Server {
  const headersTimeout = Math.min(limits.headerTimeoutMs, limits.requestTimeoutMs);
  const options = {
    headersTimeout,
    requestTimeout: limits.requestTimeoutMs,
    // Node enforces both timeouts at this interval; its default of 30 s would double them.
    connectionsCheckingInterval: Math.min(longestCheckMs, headersTimeout / 10),
    keepAliveTimeout: limits.idleTimeoutMs,
    maxHeaderSize: limits.headerBytes,
  };
  const server = isTls
    ? createTlsServer({ ...options, handshakeTimeout: headersTimeout, ALPNProtocols: ['http/1.1'] })
    : createServer(options);
  // A client that closed its sending side still waits for its answers (RFC 9112 section 9.6).
  return Object.assign(server, { httpAllowHalfOpen: true });
}

const refusal = 'HTTP/1.1 503 Service Unavailable\r\nRetry-After: 5\r\nContent-Length: 0\r\nConnection: close\r\n\r\n';

/** Counts connections when they arrive. With TLS, one too many is closed without an answer, which would cost a handshake. */
function accept(server: Server, connections: Connections, isTls: boolean): void {
  if (isTls) {
    server.prependListener('connection', (socket: Socket) => {
      if (!connections.admit(socket)) socket.destroy();
    });
    server.on('secureConnection', (socket: Socket) => connections.opened(socket));
    return;
  }
  server.on('connection', (socket: Socket) => {
    if (connections.admit(socket)) {
      connections.opened(socket);
      return;
    }
    socket.pause();
    socket.write(refusal);
    socket.destroySoon();
  });
}

/** The parts of a host that its requests share. */
interface Dispatcher {
  readonly options: HttpHostOptions;
  readonly originOf: OriginReader;
  readonly rates: RequestRates;
}

function dispatch(request: IncomingMessage, response: ServerResponse, { options, originOf, rates }: Dispatcher): void {
  const { onRequest, onError = () => {} } = options;
  const fail = (error: unknown) => {
    if (error instanceof Refusal) {
      refuse(request, response, error);
      return;
    }
    onError(error);
    refuse(request, response, new Refusal(500, 'The server failed; its log says why.'));
  };
  try {
    const notes: RequestNotes = { origin: originOf(request) };
    if (onRequest !== undefined) reportWhenDone(request, response, notes, onRequest);
    rates.count(notes.origin.address);
    if (!hasOneHost(request)) throw new Refusal(400, 'Send one Host field with a valid host.');
    handle(request, response, options, notes)?.catch(fail);
  } catch (error) {
    fail(error);
  }
}

function handle(
  request: IncomingMessage,
  response: ServerResponse,
  { handlers, intercept }: HttpHostOptions,
  notes: RequestNotes,
): Promise<void> | void {
  if (intercept?.(request, response, notes.origin)) return;
  const handler = handlers.find(({ isFor }) => isFor(request));
  if (!hasValidExpect(request)) throw new Refusal(417, 'Send no Expect but 100-continue.');
  if (handler === undefined) throw new Refusal(404, 'There is nothing at this path.');
  return handler.handle(request, response, notes);
}

const refuse = (request: IncomingMessage, response: ServerResponse, { status, message, options }: Refusal): void =>
  answer(
    request,
    response,
    status,
    { 'Content-Type': 'text/plain; charset=utf-8', ...options.headers },
    `${message}\n`,
  );

/** False for several Host fields or an invalid one (RFC 9112 section 3.2): a proxy may have acted on a different host. */
function hasOneHost({ rawHeaders }: IncomingMessage): boolean {
  let fields = 0;
  for (let at = 0; at < rawHeaders.length; at += 2) {
    const name = rawHeaders[at];
    if (name?.length !== 4 || name.toLowerCase() !== 'host') continue;
    fields += 1;
    if (fields > 1 || !isValidHost(rawHeaders[at + 1] ?? '')) return false;
  }
  return true;
}

/** RFC 9110 section 10.1.1 defines one expectation. */
const hasValidExpect = ({ headers: { expect } }: IncomingMessage): boolean =>
  expect === undefined || /^100-continue$/i.test(expect);
