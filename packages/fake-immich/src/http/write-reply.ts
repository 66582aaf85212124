import { once } from 'node:events';
import type { ServerResponse } from 'node:http';
import type { Fault } from '../faults.ts';
import { EMPTY, type Prepared, type PreparedBody } from './prepared.ts';
import type { OpenRequest } from './request-log.ts';
import { pace, pieceSize, type Throttle } from './throttle.ts';

/** Where a reply goes. */
export interface Outlet {
  readonly response: ServerResponse;
  readonly entry: OpenRequest;
  readonly throttle: Throttle;
}

type Faulty = Pick<
  Fault,
  'truncateAfter' | 'resetAfter' | 'stallAfter' | 'wrongLength' | 'dropConnection' | 'dripEveryMs'
>;

/** What comes after the last byte of a body that is not sent to its end. */
const BREAKS = {
  truncateAfter: (response) => void response.socket?.destroy(),
  resetAfter: (response) => void response.socket?.resetAndDestroy(),
  stallAfter: (response) => response.destroyed || once(response, 'close'),
} satisfies Partial<Record<keyof Faulty, (response: ServerResponse) => unknown>>;

/** Where a body breaks off, and how. */
function breakOf(fault: Faulty) {
  for (const [name, end] of Object.entries(BREAKS)) {
    const after = fault[name as keyof typeof BREAKS];
    if (after !== undefined) return { after, end };
  }
  return undefined;
}

/** Writes a reply with backpressure, and stops when the client goes. Faults that concern the connection happen here. */
export async function writeReply(outlet: Outlet, reply: Prepared, fault: Faulty = {}): Promise<void> {
  const { response, entry } = outlet;
  // Writing to a connection that is gone would be an error event that nobody awaits.
  if (response.destroyed) return;
  const prepared = withLength(reply, fault.wrongLength ?? 0);
  entry.status = prepared.status;
  if (fault.dripEveryMs !== undefined) return drip(response, prepared.status, fault.dripEveryMs);
  response.writeHead(prepared.status, prepared.headers);
  if (fault.dropConnection === 'after-headers') {
    response.flushHeaders();
    await cut(response);
    return;
  }
  const broken = breakOf(fault);
  const body = response.req.method === 'HEAD' ? EMPTY : prepared.body;
  const whole = broken ? undefined : await inMemory(body);
  if (whole) await endWith(outlet, whole, body.kind === 'media');
  else if (await writeBody(outlet, body, broken?.after ?? Number.POSITIVE_INFINITY)) response.end();
  else return void (await (broken ?? { end: BREAKS.truncateAfter }).end(response));
  // The client still waits for what was promised.
  if ((fault.wrongLength ?? 0) > 0) response.socket?.destroySoon();
}

/** A file up to this many bytes goes out together with the head, in one write. */
const SMALL = 64 * 1024;

/** The chunks of a body that is small, or in memory anyway. They are not joined: allocating would cost more than sending. */
async function inMemory(body: PreparedBody): Promise<readonly Uint8Array[] | undefined> {
  if (body.kind === 'empty') return [];
  if (body.kind === 'bytes') return [body.bytes];
  if (body.end - body.start > SMALL) return undefined;
  const chunks: Uint8Array[] = [];
  for await (const chunk of body.content.chunks(body.start, body.end)) chunks.push(chunk);
  return chunks;
}

async function endWith(outlet: Outlet, chunks: readonly Uint8Array[], isMedia: boolean): Promise<void> {
  const { response, entry, throttle } = outlet;
  const size = chunks.reduce((sum, chunk) => sum + chunk.byteLength, 0);
  if (isMedia && response.socket) await pace(throttle, response.socket, size);
  entry.bytesSent += size;
  // Node sends what is written in one tick together.
  for (const chunk of chunks.slice(0, -1)) response.write(chunk);
  response.end(chunks.at(-1));
}

/** Promises more bytes than there are, or gives fewer. */
function withLength(prepared: Prepared, difference: number): Prepared {
  const { headers, body } = prepared;
  const length = headers['Content-Length'];
  if (difference === 0 || length === undefined) return prepared;
  const claimed = Math.max(0, Number(length) + difference);
  return {
    ...prepared,
    headers: { ...headers, 'Content-Length': claimed },
    body: difference < 0 ? shortened(body, claimed) : body,
  };
}

function shortened(body: PreparedBody, length: number): PreparedBody {
  if (body.kind === 'bytes') return { ...body, bytes: body.bytes.subarray(0, length) };
  return body.kind === 'media' ? { ...body, end: body.start + length } : body;
}

/** Gives false if the body was cut short. */
async function writeBody(outlet: Outlet, body: PreparedBody, limit: number): Promise<boolean> {
  if (body.kind === 'empty') return true;
  if (body.kind === 'bytes') return writeChunks(outlet, [body.bytes], limit);
  const { throttle } = outlet;
  const { content, start, end } = body;
  const chunks = content.chunks(start, end);
  const largest = pieceSize(throttle);
  return writeChunks(outlet, largest === Number.POSITIVE_INFINITY ? chunks : paced(outlet, chunks, largest), limit);
}

type Chunks = Iterable<Uint8Array> | AsyncIterable<Uint8Array>;

async function* paced(outlet: Outlet, chunks: Chunks, largest: number): AsyncGenerator<Uint8Array> {
  const { socket } = outlet.response;
  for await (const chunk of chunks) {
    for (let offset = 0; offset < chunk.byteLength; offset += largest) {
      const piece = chunk.subarray(offset, offset + largest);
      if (socket) await pace(outlet.throttle, socket, piece.byteLength);
      yield piece;
    }
  }
}

async function writeChunks(outlet: Outlet, chunks: Chunks, limit: number): Promise<boolean> {
  const { response, entry } = outlet;
  for await (const chunk of chunks) {
    if (response.destroyed) return false;
    const rest = limit - entry.bytesSent;
    const piece = chunk.byteLength > rest ? chunk.subarray(0, rest) : chunk;
    entry.bytesSent += piece.byteLength;
    if (piece.byteLength < chunk.byteLength) {
      await new Promise((resolve) => response.write(piece, resolve));
      return false;
    }
    if (!response.write(piece)) await drained(response);
  }
  return true;
}

/** Spaces are part of JSON anywhere, so what has come is never wrong. */
async function drip(response: ServerResponse, status: number, everyMs: number): Promise<void> {
  response.writeHead(status, { 'Content-Type': 'application/json; charset=utf-8' });
  const timer = setInterval(() => response.write(' '), everyMs);
  await once(response, 'close');
  clearInterval(timer);
}

async function drained(response: ServerResponse): Promise<void> {
  if (response.destroyed) return;
  const gone = new AbortController();
  const { signal } = gone;
  try {
    await Promise.race([once(response, 'drain', { signal }), once(response, 'close', { signal })]);
  } finally {
    gone.abort();
  }
}

/** Ends a connection after what was written has gone out. */
async function cut(response: ServerResponse): Promise<void> {
  const { socket } = response;
  if (!socket) return;
  socket.destroySoon();
  if (!socket.destroyed) await once(socket, 'close');
}
