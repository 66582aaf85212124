import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { Socket } from 'node:net';
import { answerParseErrors } from './parse-errors.ts';

const requestTimeoutMs = 60_000;

export type RequestHandler = (request: IncomingMessage, response: ServerResponse) => void;

/** An HTTP server that is not listening yet. A client that waits to be told before it sends a body is answered by `handle` alone. */
export function createListener(handle: RequestHandler): Server {
  const server = createServer({ requestTimeout: requestTimeoutMs }, handle);
  noteUnused(server);
  answerParseErrors(server);
  server.on('checkContinue', (request: IncomingMessage, response: ServerResponse) => {
    if (request.method === 'PROPFIND') response.writeContinue();
    handle(request, response);
  });
  return server;
}

/** Resolves with the port once clients are answered; rejects when the address cannot be had. */
export function listen(server: Server, host: string, port: number): Promise<number> {
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, host, () => {
      server.off('error', reject);
      const address = server.address();
      resolve(typeof address === 'object' && address !== null ? address.port : port);
    });
  });
}

const idleCheckMs = 50;
const unusedOf = new WeakMap<Server, Set<Socket>>();

/** Notes the connections that nothing was asked on yet: browsers open some ahead, and Node does not count them as idle. */
function noteUnused(server: Server): void {
  const unused = new Set<Socket>();
  unusedOf.set(server, unused);
  server.on('connection', (socket) => {
    unused.add(socket);
    socket.once('close', () => unused.delete(socket));
  });
  const use = ({ socket }: IncomingMessage) => unused.delete(socket);
  server.on('request', use);
  server.on('checkContinue', use);
}

function closeIdle(server: Server): void {
  server.closeIdleConnections();
  for (const socket of unusedOf.get(server) ?? []) socket.destroy();
}

/** Stops listening, lets running answers finish for `drainMs`, then cuts what is left. */
export function close(server: Server, drainMs: number): Promise<void> {
  return new Promise((resolve) => {
    const idle = setInterval(closeIdle, idleCheckMs, server);
    const cut = setTimeout(() => server.closeAllConnections(), drainMs);
    server.close(() => {
      clearInterval(idle);
      clearTimeout(cut);
      resolve();
    });
  });
}
