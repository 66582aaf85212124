import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Principal } from '@immich-webdav/core';
import type { RequestInfo } from '../options.ts';

/** Reports a request once its answer is sent or its client is gone. The result notes who signed in. */
export function tellWhenDone(
  request: IncomingMessage,
  response: ServerResponse,
  tell: (info: RequestInfo) => void,
): (principal: Principal) => void {
  const { socket, method = '', url = '' } = request;
  const path = url.split('?', 1)[0] ?? '';
  const began = performance.now();
  const before = socket.bytesWritten;
  let principal: Principal | undefined;
  response.once('close', () => {
    const ms = performance.now() - began;
    const bytes = socket.bytesWritten - before;
    tell({ method, path, status: response.statusCode, ms, bytes, ...(principal && { principal: principal.id }) });
  });
  return (signedIn) => {
    principal = signedIn;
  };
}
