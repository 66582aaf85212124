import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Socket } from 'node:net';
import { closeAfter401, lingerOnClose, watchHalfClosed } from './closing.ts';
import { createUnparsedBytes } from './unparsed-bytes.ts';

/** The reading state of one connection. */
export interface Pace {
  /** True between requests and before the first; false after the last. */
  readonly idle: boolean;
  /** Records a request before it is handled. */
  began(request: IncomingMessage, response: ServerResponse): void;
}

interface Exchange {
  readonly request: IncomingMessage;
  readonly response: ServerResponse;
}

/** Limit on pieces parsed without yielding: a body of empty lines comes in pieces of four bytes. */
const piecesAtOnce = 32;

/**
 * Reads one request at a time; later requests stay unread until its answer is sent. Node alone would parse everything that it
 * receives, some 2,500 short requests at once. Call it after Node has attached its parser to the socket.
 */
export function paceReading(socket: Socket): Pace {
  const parse = takeListener(socket, 'data');
  const end = takeListener(socket, 'end');
  const unparsed = createUnparsedBytes();
  let current: Exchange | undefined;
  let awaited: Exchange | undefined;
  let hasEnded = false;
  let isYielding = false;

  const advance = () => {
    if (isYielding) {
      // Node resumed the socket to fill the buffer of a request.
      socket.pause();
      return;
    }
    const before = current;
    let pieces = 0;
    while (unparsed.length > 0 && !isOver(socket) && !socket.isPaused() && !isUnderWay(current)) {
      // Yields to other connections between two requests.
      if (current !== before && current?.request.complete) break;
      const piece = unparsed.take(current?.request.complete === false ? 'body' : 'head');
      if (piece === undefined) break;
      parse(piece);
      pieces += 1;
      if (pieces === piecesAtOnce && unparsed.length > 0) {
        yieldToOthers();
        return;
      }
    }
    const mustWait = unparsed.length > 0 && current?.request.complete && (isUnderWay(current) || current !== before);
    if (current !== undefined && mustWait) waitFor(current);
    else if (hasEnded && !isOver(socket) && !(socket.isPaused() && unparsed.length > 0)) finish();
  };

  const yieldToOthers = () => {
    isYielding = true;
    socket.pause();
    setImmediate(() => {
      isYielding = false;
      // Node itself resumes the socket of a request with a full buffer, once the buffer is read.
      const isFull = current !== undefined && current.request.readableLength >= current.request.readableHighWaterMark;
      if (!isOver(socket) && !isFull) socket.resume();
    });
  };

  /** Runs once: a client that closed its sending side still gets the answers to its earlier requests. */
  const finish = () => {
    hasEnded = false;
    if (unparsed.length > 0) parse(unparsed.takeRest());
    end();
    // Node takes this end for that of the protocol when the request has an Upgrade field, and would wait for the body.
    if (current?.request.complete === false && !isOver(socket)) refuseCutBody(socket, current.response);
  };

  const waitFor = (exchange: Exchange) => {
    socket.pause();
    if (awaited === exchange) return;
    awaited = exchange;
    lingerOnClose(socket);
    const proceed = () => {
      if (isOver(socket)) return;
      socket.resume();
      advance();
    };
    if (exchange.response.closed) setImmediate(proceed);
    else exchange.response.once('close', () => setImmediate(proceed));
  };

  socket.on('data', (chunk: Buffer) => {
    unparsed.add(chunk);
    advance();
  });
  socket.on('end', () => {
    hasEnded = true;
    advance();
  });
  socket.on('resume', advance);
  watchHalfClosed(socket, () => current?.response);

  return {
    get idle() {
      return !socket.writableEnded && (current === undefined || isSent(current.response));
    },
    began(request, response) {
      const { 'content-length': length = 0, 'transfer-encoding': encoding } = request.headers;
      current = { request, response };
      unparsed.headEnded(Number(length));
      if (unparsed.length > Number(length) && encoding === undefined) closeAfter401(response);
    },
  };
}

/** As Node does for a request without Upgrade. */
function refuseCutBody(socket: Socket, response: ServerResponse): void {
  if (!response.headersSent) socket.write('HTTP/1.1 400 Bad Request\r\nConnection: close\r\n\r\n');
  socket.destroySoon();
}

/** Removes Node's own listener from a socket and returns it: Node then parses the chunks of each call instead of every chunk received. */
function takeListener(socket: Socket, event: 'data' | 'end'): (chunk?: Buffer) => void {
  const listener = socket.listeners(event).at(-1);
  if (listener === undefined)
    throw new Error('This version of Node parses requests in an unsupported way; use another.');
  socket.off(event, listener as () => void);
  return (...chunk) => void listener.apply(socket, chunk);
}

/** True after the last answer: nothing more is read. */
const isOver = (socket: Socket): boolean => socket.destroyed || socket.writableEnded;

const isSent = (response: ServerResponse): boolean => response.writableFinished || response.destroyed;

const isUnderWay = (exchange: Exchange | undefined): boolean =>
  exchange?.request.complete === true && !isSent(exchange.response);
