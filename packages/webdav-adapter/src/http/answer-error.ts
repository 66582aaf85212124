import type { IncomingMessage, OutgoingHttpHeaders, ServerResponse } from 'node:http';
import { LibraryError } from '@immich-webdav/core';
import { pageHeaders } from '../html/page.ts';
import { renderError } from '../html/render-error.ts';
import { type ErrorOrigin, statusTables } from '../status-table.ts';
import { answer } from './answer.ts';
import { prefersHtml } from './prefers-html.ts';
import { Refusal, type RefusalOptions } from './refusal.ts';

const defaultRetrySeconds = 5;

export interface ErrorAnswerOptions {
  readonly origin: ErrorOrigin;
  readonly realm: string;
  /** The href of the library's root, to lead people back. */
  readonly home: string;
  readonly onError: (error: unknown) => void;
}

/** Answers what went wrong; in mid-body it cuts the connection instead, so that no part looks like a whole. */
export function answerError(
  request: IncomingMessage,
  response: ServerResponse,
  error: unknown,
  options: ErrorAnswerOptions,
): void {
  // A client that went away is no failure, and nobody is left to answer; a stream that failed leaves its error behind.
  if (response.destroyed && response.errored !== error) return;
  const isRefusal = error instanceof Refusal;
  const explained = isRefusal
    ? { status: error.status, message: error.message, ...error.options }
    : explain(error, options);
  // What the library forbids is for whoever runs the server to allow.
  const isForbidden = options.origin === 'tree' && LibraryError.is(error) && error.code === 'forbidden';
  if (!isRefusal && (explained.status >= 500 || isForbidden || response.headersSent)) options.onError(error);
  const { headers, body } = represent(request, explained, options.home);
  answer(request, response, explained.status, { ...headers, ...explained.headers }, body);
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

/** An error as RFC 4918 has it, as a page for people, or as one line. */
function represent(
  request: IncomingMessage,
  { status, message, xml }: Explained,
  home: string,
): { readonly headers: OutgoingHttpHeaders; readonly body: string } {
  if (xml !== undefined) return { headers: { 'Content-Type': 'application/xml; charset=utf-8' }, body: xml };
  return prefersHtml(request)
    ? { headers: { ...pageHeaders, Vary: 'Accept' }, body: renderError({ status, message, home }) }
    : { headers: { 'Content-Type': 'text/plain; charset=utf-8', Vary: 'Accept' }, body: `${message}\n` };
}

function headersOf(error: LibraryError, status: number, options: ErrorAnswerOptions): OutgoingHttpHeaders {
  if (status === 401) return { 'WWW-Authenticate': challenge(options.realm) };
  // RFC 9110 section 15.5.17: the length lets the client ask again.
  if (status === 416) return error.size === undefined ? {} : { 'Content-Range': `bytes */${error.size}` };
  if (status !== 503 && status !== 429) return {};
  const seconds = error.retryAfterMs === undefined ? defaultRetrySeconds : Math.ceil(error.retryAfterMs / 1000);
  return { 'Retry-After': Math.max(1, seconds) };
}

/** RFC 7617 section 2: asks for Basic credentials in UTF-8. */
export function challenge(realm: string): string {
  return `Basic realm="${realm.replace(/[^\x20-\x7e]/g, '?').replace(/["\\]/g, '\\$&')}", charset="UTF-8"`;
}
