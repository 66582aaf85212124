import type { IncomingMessage, OutgoingHttpHeaders, ServerResponse } from 'node:http';
import { TreeError } from '@immich-webdav/core';
import { type ErrorOrigin, statusTables } from '../status-table.ts';
import { answer } from './answer.ts';
import { Refusal } from './refusal.ts';

const text = 'text/plain; charset=utf-8';
const xml = 'application/xml; charset=utf-8';
const defaultRetrySeconds = 5;

export interface ErrorAnswerOptions {
  readonly origin: ErrorOrigin;
  readonly realm: string;
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
  if (error instanceof Refusal) {
    const { headers, xml: body } = error.options;
    answer(
      request,
      response,
      error.status,
      { 'Content-Type': body ? xml : text, ...headers },
      body ?? `${error.message}\n`,
    );
    return;
  }
  if (!TreeError.is(error)) {
    options.onError(error);
    answer(request, response, 500, { 'Content-Type': text }, 'The server failed; its log says why.\n');
    return;
  }
  const status = statusTables[options.origin][error.code];
  // What the library forbids is for whoever runs the server to allow.
  const concernsServer = status >= 500 || (options.origin === 'tree' && error.code === 'forbidden');
  if (concernsServer || response.headersSent) options.onError(error);
  answer(
    request,
    response,
    status,
    { 'Content-Type': text, ...headersOf(error, status, options) },
    `${error.message}\n`,
  );
}

function headersOf(error: TreeError, status: number, options: ErrorAnswerOptions): OutgoingHttpHeaders {
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
