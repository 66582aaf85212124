import { createServer, type Server } from 'node:http';
import type { Socket } from 'node:net';

/** A request line whose target holds bytes beyond ASCII. */
const rawRequestLine = /^[A-Z]+ [^\s]*[\x80-\xff]/;
const beyondAscii = /[\x80-\xff]/g;

/** What Node reports when it cannot read a request. */
export interface ParseError extends Error {
  readonly code?: string;
  /** The bytes that came last, the beginning of the request among them. */
  readonly rawPacket?: Buffer;
}

/** Reads the request at which a connection failed once more; false when that would not help. */
export type ReadAgain = (error: ParseError, socket: Socket) => boolean;

/**
 * Reads request targets with bytes beyond ASCII, which curl sends of an address as typed and Node's parser refuses. The request
 * is read again, with these bytes escaped, by a server that never listens and passes what it reads to `server`. The connection
 * ends with that request: the parser that refused it stays attached.
 */
export function createRawTargetReader(server: Server): ReadAgain {
  const { requestTimeout, headersTimeout } = server;
  const second = createServer({ requestTimeout, headersTimeout });
  Object.assign(second, { httpAllowHalfOpen: true });
  for (const event of ['request', 'checkContinue'] as const) {
    second.on(event, (request, response) => {
      response.shouldKeepAlive = false;
      server.emit(event, request, response);
    });
  }

  return ({ code, rawPacket }, socket) => {
    const text = code === 'HPE_INVALID_URL' ? (rawPacket?.toString('latin1') ?? '') : '';
    if (!rawRequestLine.test(text) || !socket.writable) return false;
    // The parser that failed must see nothing more.
    for (const event of ['data', 'end']) socket.removeAllListeners(event);
    second.emit('connection', socket);
    socket.unshift(Buffer.from(escapeRequestLine(text), 'latin1'));
    return true;
  };
}

function escapeRequestLine(text: string): string {
  const end = text.indexOf('\n');
  const line = end < 0 ? text : text.slice(0, end);
  return line.replace(beyondAscii, (byte) => `%${byte.charCodeAt(0).toString(16)}`) + text.slice(line.length);
}
