import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Socket } from 'node:net';
import type { HttpLimits } from '../limits.ts';
import { addressKey } from './address-key.ts';
import { type Pace, paceReading } from './pace-reading.ts';

interface Connection {
  readonly pace: Pace;
  readonly address: string;
  requests: number;
}

/** The open connections of one server. */
export interface Connections {
  readonly sockets: Iterable<Socket>;
  /** Takes a new connection, or refuses it with 503 and returns false. */
  admit(socket: Socket): boolean;
  /** Takes note of a request before it is handled. */
  began(request: IncomingMessage, response: ServerResponse): void;
  closeIdle(): void;
}

const refusal = 'HTTP/1.1 503 Service Unavailable\r\nRetry-After: 5\r\nContent-Length: 0\r\nConnection: close\r\n\r\n';

type ConnectionLimits = Pick<HttpLimits, 'connections' | 'connectionsPerAddress' | 'requestsPerConnection'>;

export function createConnections(limits: ConnectionLimits): Connections {
  // In the order of their last use.
  const open = new Map<Socket, Connection>();
  const perAddress = new Map<string, number>();

  const forget = (socket: Socket) => {
    const connection = open.get(socket);
    if (connection === undefined) return;
    open.delete(socket);
    const left = (perAddress.get(connection.address) ?? 1) - 1;
    if (left === 0) perAddress.delete(connection.address);
    else perAddress.set(connection.address, left);
  };

  /** Closes the connection that is idle longest, of an address where one is given; false without any. */
  const makeRoom = (address?: string): boolean => {
    for (const [socket, connection] of open) {
      if (!connection.pace.idle || (address !== undefined && connection.address !== address)) continue;
      forget(socket);
      socket.destroy();
      return true;
    }
    return false;
  };

  return {
    sockets: { [Symbol.iterator]: () => open.keys() },
    admit(socket) {
      const address = addressKey(socket.remoteAddress);
      const isAdmitted =
        ((perAddress.get(address) ?? 0) < limits.connectionsPerAddress || makeRoom(address)) &&
        (open.size < limits.connections || makeRoom());
      if (!isAdmitted) {
        socket.pause();
        socket.write(refusal);
        socket.destroySoon();
        return false;
      }
      perAddress.set(address, (perAddress.get(address) ?? 0) + 1);
      open.set(socket, { pace: paceReading(socket), address, requests: 0 });
      socket.once('close', () => forget(socket));
      return true;
    },
    began(request, response) {
      const connection = open.get(request.socket);
      if (connection === undefined) return;
      open.delete(request.socket);
      open.set(request.socket, connection);
      connection.pace.began(request, response);
      connection.requests += 1;
      if (connection.requests >= limits.requestsPerConnection) response.shouldKeepAlive = false;
    },
    closeIdle() {
      for (const [socket, { pace }] of open) if (pace.idle || socket.writableFinished) socket.destroy();
    },
  };
}
