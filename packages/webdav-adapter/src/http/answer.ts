import type { IncomingMessage, OutgoingHttpHeaders, ServerResponse } from 'node:http';
import { endAfterBody, leavesBodyUnread } from './unread-body.ts';
import { writeHead } from './write-head.ts';

/** Sends a short, complete answer; the connection is given up when more of a request is coming than is worth reading. */
export function answer(
  request: IncomingMessage,
  response: ServerResponse,
  status: number,
  headers: OutgoingHttpHeaders = {},
  body: string | Buffer = '',
): void {
  if (response.headersSent) {
    // A second answer cannot be told; a cut connection cannot be mistaken for a whole one.
    response.destroy();
    return;
  }
  const closing = leavesBodyUnread(request);
  const length = status === 304 || status === 204 ? {} : { 'Content-Length': Buffer.byteLength(body) };
  writeHead(response, status, { ...headers, ...length, ...(closing ? { Connection: 'close' } : {}) });
  if (closing) endAfterBody(request, response, request.method === 'HEAD' ? '' : body);
  else response.end(body);
}
