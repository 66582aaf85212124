import type { IncomingMessage, ServerResponse } from 'node:http';
import type { RequestOrigin } from './request-origin.ts';

/** A request and its answer, reported once the answer is sent or the client disconnected. */
export interface RequestInfo {
  readonly method: string;
  /** As requested, still percent-encoded, without the query; `*` in place of the name of a shared link. */
  readonly path: string;
  readonly status: number;
  /** From the end of the request's headers to the end of the answer. */
  readonly ms: number;
  /** Bytes written to the connection, headers included. */
  readonly bytes: number;
  /** Of the client; behind a trusted proxy, as the proxy reports it. Empty if unknown. */
  readonly address: string;
  /** Id of the principal; absent for an unauthenticated request. */
  readonly principal?: string;
}

/** Where a request comes from, and what its handler adds to its report. */
export interface RequestNotes {
  readonly origin: RequestOrigin;
  /** Id of the principal. */
  principal?: string;
}

/** Reports a request once its answer is sent or the client disconnected. */
export function reportWhenDone(
  request: IncomingMessage,
  response: ServerResponse,
  notes: RequestNotes,
  report: (info: RequestInfo) => void,
): void {
  const { socket, method = '', url = '' } = request;
  const path = url.split('?', 1)[0] ?? '';
  const began = performance.now();
  const before = socket.bytesWritten;
  response.once('close', () => {
    const ms = performance.now() - began;
    const bytes = socket.bytesWritten - before;
    const { origin, ...added } = notes;
    report({ method, path, status: response.statusCode, ms, bytes, address: origin.address, ...added });
  });
}
