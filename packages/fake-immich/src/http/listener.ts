import { once } from 'node:events';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo, Socket } from 'node:net';

/** Where the stand-in listens. */
export interface ListenOptions {
  /** Defaults to 0: any free port. */
  readonly port?: number;
  /** Defaults to 127.0.0.1. */
  readonly host?: string;
}

export interface ListenAddress {
  /** Without a path or a slash at the end: the API is at `<url>/api`. */
  readonly url: string;
  readonly port: number;
}

/** The HTTP server around a handler. */
export interface Listener {
  readonly server: Server;
  readonly listen: (options?: ListenOptions) => Promise<ListenAddress>;
  /** Stops listening and destroys all connections. */
  readonly close: () => Promise<void>;
  /** Ends the connections that serve no request now, as the idle timeout would. */
  readonly closeIdleConnections: () => void;
  readonly connectionOf: (request: IncomingMessage) => { readonly number: number; readonly isReused: boolean };
}

/** Immich tells and keeps 5 s (Node's default). */
export const IMMICH_IDLE_TIMEOUT_MS = 5000;

export function createListener(
  handle: (request: IncomingMessage, response: ServerResponse) => Promise<void>,
  idleTimeoutMs: number,
): Listener {
  const connections = new WeakMap<Socket, { readonly number: number; served: number }>();
  let count = 0;
  const server = createServer({ keepAliveTimeout: idleTimeoutMs, keepAliveTimeoutBuffer: 0 }, (request, response) => {
    void handle(request, response);
  });
  server.on('connection', (socket) => {
    // Headers and body are separate writes; without this a small reply would wait for an acknowledgement.
    socket.setNoDelay(true);
    connections.set(socket, { number: ++count, served: 0 });
  });
  return {
    server,
    listen: async ({ port = 0, host = '127.0.0.1' } = {}) => {
      server.listen(port, host);
      await once(server, 'listening');
      const address = server.address() as AddressInfo;
      const shown = address.family === 'IPv6' ? `[${address.address}]` : address.address;
      return { url: `http://${shown}:${address.port}`, port: address.port };
    },
    close: async () => {
      if (!server.listening) return;
      const closed = once(server, 'close');
      server.close();
      server.closeAllConnections();
      await closed;
    },
    closeIdleConnections: () => server.closeIdleConnections(),
    connectionOf: (request) => {
      const connection = connections.get(request.socket) ?? { number: 0, served: 0 };
      return { number: connection.number, isReused: connection.served++ > 0 };
    },
  };
}
