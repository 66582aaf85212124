import type { IncomingMessage, OutgoingHttpHeaders, ServerResponse } from 'node:http';
import { endAfterBody, leavesBodyUnread } from './unread-body.ts';

/** Sends a short, complete answer. Closes the connection when more of the request may follow than is worth reading. */
export function answer(
  request: IncomingMessage,
  response: ServerResponse,
  status: number,
  headers: OutgoingHttpHeaders = {},
  body: string | Buffer = '',
): void {
  if (response.headersSent) {
    // No second answer is possible, and a cut connection cannot be mistaken for a complete body.
    response.destroy();
    return;
  }
  const closing = leavesBodyUnread(request);
  const length = status === 304 || status === 204 ? {} : { 'Content-Length': Buffer.byteLength(body) };
  // In one call: setting headers one by one costs several times as much.
  response.writeHead(status, { ...headers, ...length, ...(closing ? { Connection: 'close' } : {}) });
  if (closing) endAfterBody(request, response, request.method === 'HEAD' ? '' : body);
  else response.end(body);
}
