import type { IncomingMessage, ServerResponse } from 'node:http';

/** No request that is answered here needs a longer body. */
export const maxBodyBytes: number = 64 * 1024;

const lingerMs = 2_000;
const lingerBytes = 32 * 1024 * 1024;

/** True when a body is coming that is longer than any we read, or of a length that is not told. */
export function announcesLargeBody(request: IncomingMessage): boolean {
  if (request.headers['transfer-encoding'] !== undefined) return true;
  return Number(request.headers['content-length'] ?? 0) > maxBodyBytes;
}

/**
 * Sends the answer at once and drops what still arrives for a while before the connection closes: closing a socket with
 * unread bytes resets it, and the client would lose the answer.
 */
export function endAfterBody(request: IncomingMessage, response: ServerResponse, body: string | Buffer): void {
  if (neverTold(request)) {
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
  const timer = setTimeout(end, lingerMs).unref();
  request.on('data', (chunk: Buffer) => {
    dropped += chunk.length;
    if (dropped > lingerBytes) end();
  });
  request.once('end', end);
  request.once('close', end);
  request.resume();
}

/** A client that waits for 100 (RFC 9110 section 10.1.1) and gets another answer sends no body; only PROPFIND is told to go on. */
function neverTold(request: IncomingMessage): boolean {
  return request.headers.expect !== undefined && request.method !== 'PROPFIND';
}
