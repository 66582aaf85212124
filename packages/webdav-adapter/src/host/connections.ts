import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Socket } from 'node:net';
import { addressKey, plainAddress } from './address.ts';
import type { HttpLimits, OnLimit } from './limits.ts';
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
  /** Counts a new TCP connection. False: refuse it. */
  admit(socket: Socket): boolean;
  /** Begins to read requests: at once, or after the TLS handshake of an admitted connection. */
  opened(socket: Socket): void;
  /** Records a request before it is handled. */
  began(request: IncomingMessage, response: ServerResponse): void;
  closeIdle(): void;
}

type ConnectionLimits = Pick<HttpLimits, 'connections' | 'connectionsPerAddress' | 'requestsPerConnection'>;

/** Limits by the `code` of Node's error, whose answers are 408 and 431. */
const limitOfError: Readonly<Record<string, keyof HttpLimits>> = {
  ERR_HTTP_REQUEST_TIMEOUT: 'requestTimeoutMs',
  ERR_TLS_HANDSHAKE_TIMEOUT: 'headerTimeoutMs',
  HPE_HEADER_OVERFLOW: 'headerBytes',
};

/**
 * Bounds the connections in all and of each address; closes idle ones, longest idle first, to stay within the bounds. A trusted proxy
 * connects for many clients, so only the bound in all applies to it.
 */
export function createConnections(limits: ConnectionLimits, isTrusted: TrustedProxies, onLimit: OnLimit): Connections {
  const counted = new Set<Socket>();
  const open = new Map<Socket, Connection>();
  const perAddress = new Map<string, number>();
  let uses = 0;

  const remove = (socket: Socket, address: string) => {
    if (!counted.delete(socket)) return;
    const left = (perAddress.get(address) ?? 1) - 1;
    if (left === 0) perAddress.delete(address);
    else perAddress.set(address, left);
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
    open.delete(longestIdle);
    longestIdle.destroy();
    return true;
  };

  return {
    sockets: { [Symbol.iterator]: () => open.keys() },
    admit(socket) {
      const address = addressKey(socket.remoteAddress);
      const hasRoom = isTrusted(socket.remoteAddress) || (perAddress.get(address) ?? 0) < limits.connectionsPerAddress;
      const madeRoom = !hasRoom && makeRoom(address);
      const isWithinAddress = hasRoom || madeRoom;
      // The connection that made room is still counted until it is closed.
      const isAdmitted = madeRoom || (hasRoom && (counted.size < limits.connections || makeRoom()));
      if (!isAdmitted) {
        const limit = isWithinAddress ? 'connections' : 'connectionsPerAddress';
        onLimit({ limit, address: plainAddress(socket.remoteAddress) });
        return false;
      }
      perAddress.set(address, (perAddress.get(address) ?? 0) + 1);
      counted.add(socket);
      socket.once('close', () => remove(socket, address));
      return true;
    },
    opened(socket) {
      const address = addressKey(socket.remoteAddress);
      const plain = plainAddress(socket.remoteAddress);
      uses += 1;
      open.set(socket, { pace: paceReading(socket), address, requests: 0, lastUse: uses });
      socket.once('close', () => open.delete(socket));
      socket.once('error', (error: NodeJS.ErrnoException) => {
        const limit = limitOfError[error.code ?? ''];
        if (limit !== undefined) onLimit({ limit, address: plain });
      });
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
