import type { IncomingMessage, ServerResponse } from 'node:http';
import { Refusal } from './refusal.ts';

/** The longest unwanted request body that is read to keep the connection, in bytes. */
const mostUnwantedBytes = 64 * 1024;

const stalledMs = 2_000;
const lingerBytes = 32 * 1024 * 1024;

/** True when the client waits for 100 before it sends its body (RFC 9110 section 10.1.1); HTTP/1.0 has no such status. */
export function awaitsContinue({ headers, httpVersion }: IncomingMessage): boolean {
  return headers.expect !== undefined && httpVersion === '1.1';
}

/** Sends 100 to a client that waits for it. Call it just before reading the body, so never before authentication. */
export function askForBody(request: IncomingMessage, response: ServerResponse): void {
  if (!awaitsContinue(request)) return;
  response.writeContinue();
  delete request.headers.expect;
}

/** True when `Content-Length` exceeds `most` bytes. */
export function announcesMore({ headers }: IncomingMessage, most: number): boolean {
  return Number(headers['content-length'] ?? 0) > most;
}

/** True when a request has a body that is not empty. */
export const announcesBody = ({ headers }: IncomingMessage): boolean =>
  headers['transfer-encoding'] !== undefined || Number(headers['content-length'] ?? 0) > 0;

/** True when more of the body may follow than is worth reading to keep the connection. */
export function leavesBodyUnread(request: IncomingMessage): boolean {
  if (request.complete) return false;
  return (
    announcesMore(request, mostUnwantedBytes) ||
    awaitsContinue(request) ||
    request.headers['transfer-encoding'] !== undefined
  );
}

/**
 * Reads and discards a body that has no meaning (RFC 9110 section 9.3.1), so that the connection can be reused. Rejects with 413 when
 * the body is longer than `most` bytes. Returns undefined when nothing needs reading: Node discards a short body of known length by itself.
 */
export function dropBody(request: IncomingMessage, response: ServerResponse, most: number): Promise<void> | undefined {
  const isChunked = request.headers['transfer-encoding'] !== undefined;
  const awaits = awaitsContinue(request) && Number(request.headers['content-length'] ?? 0) > 0;
  if (!isChunked && !awaits) return undefined;
  askForBody(request, response);
  return new Promise((resolve, reject) => {
    let size = 0;
    const onData = (chunk: Buffer) => {
      size += chunk.length;
      if (size <= most) return;
      request.off('data', onData);
      reject(bodyUnwanted());
    };
    request.on('data', onData);
    request.once('end', resolve);
    request.once('close', () => {
      if (!request.complete) reject(new Refusal(400, 'The request ended before its body did.'));
    });
  });
}

/** Rejects with 408 unless a body has arrived after `ms` milliseconds. */
export async function withinTime<Body>(body: Promise<Body>, ms: number): Promise<Body> {
  const late = Promise.withResolvers<never>();
  const timer = setTimeout(() => late.reject(tooSlow(ms)), ms);
  try {
    return await Promise.race([body, late.promise]);
  } finally {
    clearTimeout(timer);
  }
}

const tooSlow = (ms: number): Refusal =>
  new Refusal(408, `Send the request body within ${Math.ceil(ms / 1000)} s.`, { headers: { Connection: 'close' } });

export const bodyUnwanted = (): Refusal => new Refusal(413, 'Send this request without a body.');

/**
 * Sends the answer at once, then reads and discards the body before closing: closing a socket with unread bytes resets the
 * connection, and the client may lose the answer. Closes early when nothing arrives for 2 seconds, or after 32 MB.
 */
export function endAfterBody(request: IncomingMessage, response: ServerResponse, body: string | Buffer): void {
  if (awaitsContinue(request)) {
    // No 100 was sent, so no body follows.
    response.end(body);
    return;
  }
  if (body.length > 0) response.write(body);
  else response.flushHeaders();
  let dropped = 0;
  const end = () => {
    clearTimeout(timer);
    response.end();
  };
  const timer = setTimeout(end, stalledMs).unref();
  request.on('data', (chunk: Buffer) => {
    dropped += chunk.length;
    timer.refresh();
    if (dropped > lingerBytes) end();
  });
  request.once('end', end);
  request.once('close', end);
  request.resume();
}
