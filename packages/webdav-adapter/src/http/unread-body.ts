import type { IncomingMessage, ServerResponse } from 'node:http';
import { awaitsContinue } from './continue.ts';

/** No request that is answered here needs a longer body. */
export const maxBodyBytes: number = 64 * 1024;

const lingerMs = 2_000;
const lingerBytes = 32 * 1024 * 1024;

/** True when a body is announced that is longer than any we read. */
export function announcesLargeBody({ headers }: IncomingMessage): boolean {
  return Number(headers['content-length'] ?? 0) > maxBodyBytes;
}

/** True when more of a request may come than is worth reading to keep its connection. */
export function leavesBodyUnread(request: IncomingMessage): boolean {
  if (request.complete) return false;
  return announcesLargeBody(request) || awaitsContinue(request) || request.headers['transfer-encoding'] !== undefined;
}

/**
 * Sends the answer at once and drops what still arrives for a while before the connection closes: closing a socket with
 * unread bytes resets it, and the client would lose the answer.
 */
export function endAfterBody(request: IncomingMessage, response: ServerResponse, body: string | Buffer): void {
  // It was not told to send its body.
  if (awaitsContinue(request)) {
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
