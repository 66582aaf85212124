import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { createConnections } from './connections/connections.ts';
import { cutStalledReaders } from './connections/stalled-readers.ts';
import type { HttpLimits } from './limits.ts';

export type RequestHandler = (request: IncomingMessage, response: ServerResponse) => void;

/** An HTTP server. */
export interface Listener {
  /** Resolves with the port once clients are answered; rejects when the address cannot be had. */
  listen(host: string, port: number): Promise<number>;
  /** Stops listening, lets running answers finish for `drainMs`, then cuts what is left. */
  close(drainMs: number): Promise<void>;
}

export interface ListenerOptions {
  readonly limits: HttpLimits;
  /** Answers every request. One that waits for 100 (RFC 9110 section 10.1.1) is told to go on by whoever reads its body. */
  readonly handle: RequestHandler;
  /** Called when a connection was refused because of a limit. */
  readonly onRefused: () => void;
}

const longestCheckMs = 1000;
const idleCheckMs = 50;

/** An HTTP server that is not listening yet. */
export function createListener({ limits, handle, onRefused }: ListenerOptions): Listener {
  const connections = createConnections(limits);
  const headersTimeout = Math.min(limits.headerTimeoutMs, limits.requestTimeoutMs);
  const server = createServer({
    headersTimeout,
    requestTimeout: limits.requestTimeoutMs,
    // How often Node looks for both: its own 30 s would make 60 s out of the first.
    connectionsCheckingInterval: Math.min(longestCheckMs, headersTimeout / 10),
    keepAliveTimeout: limits.idleTimeoutMs,
  });
  // A client that has sent all of its requests still waits for the answers (RFC 9112 section 9.6).
  Object.assign(server, { httpAllowHalfOpen: true });
  const receive: RequestHandler = (request, response) => {
    connections.began(request, response);
    handle(request, response);
  };
  server.on('connection', (socket) => {
    if (!connections.admit(socket)) onRefused();
  });
  server.on('request', receive);
  server.on('checkContinue', receive);
  // Node would answer these itself, as fast as they come.
  server.on('checkExpectation', receive);
  server.once('listening', () => {
    const stalled = cutStalledReaders(connections.sockets, limits.writeTimeoutMs);
    server.once('close', () => clearInterval(stalled));
  });

  return {
    listen: (host, port) =>
      new Promise((resolve, reject) => {
        server.once('error', reject);
        server.listen(port, host, () => {
          server.off('error', reject);
          const address = server.address();
          resolve(typeof address === 'object' && address !== null ? address.port : port);
        });
      }),
    close: (drainMs) =>
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
