import type { IncomingMessage, OutgoingHttpHeaders, ServerResponse } from 'node:http';
import { LibraryError } from '@immich-webdav/core';
import { pageHeaders, renderErrorPage } from '../html/page.ts';
import { prefersHtml } from '../http/accept.ts';
import { answer } from '../http/answer.ts';
import { Refusal, type RefusalOptions } from '../http/refusal.ts';
import { type ErrorOrigin, statusTables } from './status-table.ts';

const defaultRetrySeconds = 5;

export interface ErrorAnswerOptions {
  readonly origin: ErrorOrigin;
  readonly realm: string;
  /** The href of the root collection. */
  readonly home: string;
  /** The headers of every answer. */
  readonly headers: OutgoingHttpHeaders;
  readonly onError: (error: unknown) => void;
}

/** Answers an error. In mid-body it cuts the connection instead, so that no partial answer looks complete. */
export function answerError(
  request: IncomingMessage,
  response: ServerResponse,
  error: unknown,
  options: ErrorAnswerOptions,
): void {
  // The client disconnected; only a stream that failed leaves its own error on the response. Node destroys the socket first.
  const isGone = response.destroyed || response.socket?.destroyed === true;
  if (isGone && response.errored !== error) return;
  const isRefusal = error instanceof Refusal;
  const explained = isRefusal
    ? { status: error.status, message: error.message, ...error.options }
    : explain(error, options);
  // Only the operator can grant what the library forbids.
  const isForbidden = options.origin === 'tree' && LibraryError.is(error) && error.code === 'forbidden';
  if (!isRefusal && (explained.status >= 500 || isForbidden || response.headersSent)) options.onError(error);
  const { headers, body } = represent(request, explained, options.home);
  answer(request, response, explained.status, { ...options.headers, ...headers, ...explained.headers }, body);
}

interface Explained extends RefusalOptions {
  readonly status: number;
  readonly message: string;
}

function explain(error: unknown, options: ErrorAnswerOptions): Explained {
  if (!LibraryError.is(error)) return { status: 500, message: 'The server failed; its log says why.' };
  const status = statusTables[options.origin][error.code];
  return { status, message: error.message, headers: headersOf(error, status, options) };
}

/** An error as XML (RFC 4918 section 16), as a page for a browser, or as one line of text. */
function represent(
  request: IncomingMessage,
  { status, message, xml }: Explained,
  home: string,
): { readonly headers: OutgoingHttpHeaders; readonly body: string } {
  if (xml !== undefined) return { headers: { 'Content-Type': 'application/xml; charset=utf-8' }, body: xml };
  return prefersHtml(request)
    ? { headers: { ...pageHeaders, Vary: 'Accept' }, body: renderErrorPage({ status, message, home }) }
    : { headers: { 'Content-Type': 'text/plain; charset=utf-8', Vary: 'Accept' }, body: `${message}\n` };
}

function headersOf(error: LibraryError, status: number, options: ErrorAnswerOptions): OutgoingHttpHeaders {
  if (status === 401) return { 'WWW-Authenticate': challenge(options.realm) };
  // RFC 9110 section 15.5.17: the length lets the client correct its range.
  if (status === 416) return error.size === undefined ? {} : { 'Content-Range': `bytes */${error.size}` };
  if (status !== 503 && status !== 429) return {};
  const seconds = error.retryAfterMs === undefined ? defaultRetrySeconds : Math.ceil(error.retryAfterMs / 1000);
  return { 'Retry-After': Math.max(1, seconds) };
}

/** RFC 7617 section 2: a challenge for Basic credentials in UTF-8. */
function challenge(realm: string): string {
  return `Basic realm="${realm.replace(/[^\x20-\x7e]/g, '?').replace(/["\\]/g, '\\$&')}", charset="UTF-8"`;
}
