import type { IncomingMessage, ServerResponse } from 'node:http';

/** True for a client that sends its body only once it is told to (RFC 9110 section 10.1.1). HTTP/1.0 has no such thing. */
export function awaitsContinue({ headers, httpVersion }: IncomingMessage): boolean {
  return headers.expect !== undefined && httpVersion === '1.1';
}

/** Tells such a client to go on. To be called by whoever is about to read the body, so never before the client is logged in. */
export function askForBody(request: IncomingMessage, response: ServerResponse): void {
  if (!awaitsContinue(request)) return;
  response.writeContinue();
  delete request.headers.expect;
}
