import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Socket } from 'node:net';
import { closeAfter401 } from './close-after-401.ts';
import { watchHalfClosed } from './half-closed.ts';
import { lingerOnClose } from './linger-on-close.ts';
import { createUnparsedBytes } from './unparsed-bytes.ts';

/** How one connection is read. */
export interface Pace {
  /** True between requests, and before the first; false after the last. */
  readonly idle: boolean;
  /** Takes note of a request before it is handled. */
  began(request: IncomingMessage, response: ServerResponse): void;
}

/** A request and its answer. */
interface Turn {
  readonly request: IncomingMessage;
  readonly response: ServerResponse;
}

/** A body of empty lines comes in pieces of four bytes. */
const piecesAtOnce = 32;

/**
 * Reads one request at a time: what follows it stays unread until its answer is out. Node parses all that it receives, some
 * 2,500 requests at once where they are short. Call it after Node has attached its parser to the socket.
 */
export function paceReading(socket: Socket): Pace {
  const parse = takeListener(socket, 'data');
  const end = takeListener(socket, 'end');
  const unparsed = createUnparsedBytes();
  let turn: Turn | undefined;
  let waitsFor: Turn | undefined;
  let hasEnded = false;
  let isYielding = false;

  const advance = () => {
    if (isYielding) {
      // Node resumed it to fill the buffer of a request.
      socket.pause();
      return;
    }
    const before = turn;
    let pieces = 0;
    while (unparsed.length > 0 && !isOver(socket) && !socket.isPaused() && !isUnderWay(turn)) {
      // Other connections get their turn between two requests.
      if (turn !== before && turn?.request.complete) break;
      const piece = unparsed.take(turn?.request.complete === false ? 'body' : 'head');
      if (piece === undefined) break;
      parse(piece);
      pieces += 1;
      if (pieces === piecesAtOnce && unparsed.length > 0) {
        yieldToOthers();
        return;
      }
    }
    const mustWait = unparsed.length > 0 && turn?.request.complete && (isUnderWay(turn) || turn !== before);
    if (turn !== undefined && mustWait) wait(turn);
    else if (hasEnded && !isOver(socket) && !(socket.isPaused() && unparsed.length > 0)) finish();
  };

  const yieldToOthers = () => {
    isYielding = true;
    socket.pause();
    setImmediate(() => {
      isYielding = false;
      // Node resumes a socket whose request has a full buffer, once somebody reads from it.
      const isFull = turn !== undefined && turn.request.readableLength >= turn.request.readableHighWaterMark;
      if (!isOver(socket) && !isFull) socket.resume();
    });
  };

  /** Once: a client that ended its side still gets the answers to what it sent before. */
  const finish = () => {
    hasEnded = false;
    if (unparsed.length > 0) parse(unparsed.takeRest());
    end();
  };

  const wait = (current: Turn) => {
    socket.pause();
    if (waitsFor === current) return;
    waitsFor = current;
    lingerOnClose(socket);
    const proceed = () => {
      if (isOver(socket)) return;
      socket.resume();
      advance();
    };
    if (current.response.closed) setImmediate(proceed);
    else current.response.once('close', () => setImmediate(proceed));
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
  watchHalfClosed(socket, () => turn?.response);

  return {
    get idle() {
      return !socket.writableEnded && (turn === undefined || isOut(turn.response));
    },
    began(request, response) {
      const { 'content-length': length = 0, 'transfer-encoding': encoding } = request.headers;
      turn = { request, response };
      unparsed.headEnded(Number(length));
      if (unparsed.length > Number(length) && encoding === undefined) closeAfter401(response);
    },
  };
}

/** Takes Node's own listener off a socket, to be called instead. Node then parses what this is given, not what the socket receives. */
function takeListener(socket: Socket, event: 'data' | 'end'): (chunk?: Buffer) => void {
  const listener = socket.listeners(event).at(-1);
  if (listener === undefined) throw new Error('This version of Node parses requests in another way.');
  socket.off(event, listener as () => void);
  return (...chunk) => void listener.apply(socket, chunk);
}

/** Nothing is read after the last answer. */
const isOver = (socket: Socket): boolean => socket.destroyed || socket.writableEnded;

const isOut = (response: ServerResponse): boolean => response.writableFinished || response.destroyed;

const isUnderWay = (turn: Turn | undefined): boolean => turn?.request.complete === true && !isOut(turn.response);
