import type { IncomingMessage, ServerResponse } from 'node:http';
import type { RequestInfo } from '../options.ts';

/** Tells of a request once its answer left or its client went away. */
export function tellWhenDone(
  request: IncomingMessage,
  response: ServerResponse,
  tell: (info: RequestInfo) => void,
): void {
  const { socket, method = '', url = '' } = request;
  const path = url.split('?', 1)[0] ?? '';
  const began = performance.now();
  const before = socket.bytesWritten;
  response.once('close', () => {
    const ms = performance.now() - began;
    tell({ method, path, status: response.statusCode, ms, bytes: socket.bytesWritten - before });
  });
}
