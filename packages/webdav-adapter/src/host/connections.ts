import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Socket } from 'node:net';
import { addressKey } from './address.ts';
import type { HttpLimits } from './limits.ts';
import { type Pace, paceReading } from './pace-reading.ts';
import type { TrustedProxies } from './trusted-proxies.ts';

interface Connection {
  readonly pace: Pace;
  readonly address: string;
  requests: number;
  /** Value of the use counter at the last request. */
  lastUse: number;
}

/** The open connections of one server. */
export interface Connections {
  readonly sockets: Iterable<Socket>;
  /** Accepts a new connection, or refuses it with 503 and returns false. */
  admit(socket: Socket): boolean;
  /** Records a request before it is handled. */
  began(request: IncomingMessage, response: ServerResponse): void;
  closeIdle(): void;
}

const refusal = 'HTTP/1.1 503 Service Unavailable\r\nRetry-After: 5\r\nContent-Length: 0\r\nConnection: close\r\n\r\n';

type ConnectionLimits = Pick<HttpLimits, 'connections' | 'connectionsPerAddress' | 'requestsPerConnection'>;

/**
 * Bounds the connections in all and of each address; closes idle ones, longest idle first, to stay within the bounds. A trusted proxy
 * connects for many clients, so only the bound in all applies to it.
 */
export function createConnections(limits: ConnectionLimits, isTrusted: TrustedProxies): Connections {
  const open = new Map<Socket, Connection>();
  const perAddress = new Map<string, number>();
  let uses = 0;

  const remove = (socket: Socket) => {
    const connection = open.get(socket);
    if (connection === undefined) return;
    open.delete(socket);
    const left = (perAddress.get(connection.address) ?? 1) - 1;
    if (left === 0) perAddress.delete(connection.address);
    else perAddress.set(connection.address, left);
  };

  /** Closes the longest idle connection, of one address if given; false when none is idle. */
  const makeRoom = (address?: string): boolean => {
    let longestIdle: Socket | undefined;
    let least = Number.POSITIVE_INFINITY;
    for (const [socket, { pace, lastUse, address: own }] of open) {
      if (lastUse >= least || !pace.idle || (address !== undefined && own !== address)) continue;
      longestIdle = socket;
      least = lastUse;
    }
    if (longestIdle === undefined) return false;
    remove(longestIdle);
    longestIdle.destroy();
    return true;
  };

  return {
    sockets: { [Symbol.iterator]: () => open.keys() },
    admit(socket) {
      const address = addressKey(socket.remoteAddress);
      const isAdmitted =
        (isTrusted(socket.remoteAddress) ||
          (perAddress.get(address) ?? 0) < limits.connectionsPerAddress ||
          makeRoom(address)) &&
        (open.size < limits.connections || makeRoom());
      if (!isAdmitted) {
        socket.pause();
        socket.write(refusal);
        socket.destroySoon();
        return false;
      }
      perAddress.set(address, (perAddress.get(address) ?? 0) + 1);
      uses += 1;
      open.set(socket, { pace: paceReading(socket), address, requests: 0, lastUse: uses });
      socket.once('close', () => remove(socket));
      return true;
    },
    began(request, response) {
      const connection = open.get(request.socket);
      if (connection === undefined) return;
      uses += 1;
      connection.lastUse = uses;
      connection.pace.began(request, response);
      connection.requests += 1;
      if (connection.requests >= limits.requestsPerConnection) response.shouldKeepAlive = false;
    },
    closeIdle() {
      for (const [socket, { pace }] of open) if (pace.idle || socket.writableFinished) socket.destroy();
    },
  };
}
