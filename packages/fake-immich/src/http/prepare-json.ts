import { createHash } from 'node:crypto';
import type { IncomingHttpHeaders } from 'node:http';
import { promisify } from 'node:util';
import { gzip } from 'node:zlib';
import { isFresh } from './conditional.ts';
import { EMPTY, type Prepared } from './prepared.ts';

/** Express's `compression` leaves smaller bodies alone. */
const SMALLEST_COMPRESSED = 1024;

const compress = promisify(gzip);

/** The strong entity tag that Express makes of a body: its length in hex, and 27 digits of its SHA-1. */
export const entityTag = (body: Buffer): string =>
  `"${body.length.toString(16)}-${createHash('sha1').update(body).digest('base64').slice(0, 27)}"`;

/** What matters of a request to a JSON reply. */
export interface JsonRequest {
  readonly method: string;
  readonly headers: IncomingHttpHeaders;
}

/** Renders a JSON reply: entity tag, 304 for a known one, gzip where it is asked for. */
export async function prepareJson(request: JsonRequest, status: number, value: unknown): Promise<Prepared> {
  const body = Buffer.from(JSON.stringify(value));
  const etag = entityTag(body);
  const isRead = request.method === 'GET' || request.method === 'HEAD';
  if (isRead && status < 300 && isFresh(request.headers, { etag })) {
    return { status: 304, headers: { ETag: etag }, body: EMPTY };
  }
  const headers = { 'Content-Type': 'application/json; charset=utf-8', ETag: etag, Vary: 'Accept-Encoding' };
  const wantsGzip = /\bgzip\b/.test(String(request.headers['accept-encoding'] ?? ''));
  if (wantsGzip && body.length >= SMALLEST_COMPRESSED && request.method !== 'HEAD') {
    const bytes = await compress(body);
    return { status, headers: { ...headers, 'Content-Encoding': 'gzip' }, body: { kind: 'bytes', bytes } };
  }
  return { status, headers: { ...headers, 'Content-Length': body.length }, body: { kind: 'bytes', bytes: body } };
}
