import type { IncomingHttpHeaders } from 'node:http';

/** What conditional headers are compared with. */
export interface Validators {
  readonly etag: string;
  /** Milliseconds since the epoch; headers see whole seconds. */
  readonly lastModified?: number;
}

const opaque = (etag: string): string => etag.replace(/^W\//, '');
const tags = (header: string): readonly string[] => header.split(',').map((tag) => tag.trim());
const seconds = (time: number): number => Math.floor(time / 1000);
const lists = (header: string, etag: string): boolean =>
  header.trim() === '*' || tags(header).some((tag) => opaque(tag) === opaque(etag));

/** Whether the client's copy is good (304): `If-None-Match` by weak comparison, else `If-Modified-Since` (RFC 9110, 13.1). */
export function isFresh(headers: IncomingHttpHeaders, validators: Validators): boolean {
  const noneMatch = headers['if-none-match'];
  const since = headers['if-modified-since'];
  if (noneMatch === undefined && since === undefined) return false;
  // The `fresh` library, which Immich uses, lets a reload through.
  if (/(?:^|,)\s*no-cache\s*(?:,|$)/.test(headers['cache-control'] ?? '')) return false;
  if (noneMatch !== undefined) return lists(noneMatch, validators.etag);
  return validators.lastModified !== undefined && seconds(validators.lastModified) <= seconds(Date.parse(since ?? ''));
}

/** Whether `If-Match` or `If-Unmodified-Since` fails. */
export function isPreconditionFailed(headers: IncomingHttpHeaders, validators: Validators): boolean {
  const match = headers['if-match'];
  if (match !== undefined) return !lists(match, validators.etag);
  const unmodified = Date.parse(headers['if-unmodified-since'] ?? '');
  return !Number.isNaN(unmodified) && seconds(validators.lastModified ?? 0) > seconds(unmodified);
}

/** Whether a `Range` may be honoured: there is no `If-Range`, or it names what we have. */
export function isRangeFresh(headers: IncomingHttpHeaders, validators: Validators): boolean {
  const ifRange = headers['if-range'];
  if (typeof ifRange !== 'string') return true;
  if (ifRange.includes('"')) return ifRange.includes(validators.etag);
  return seconds(validators.lastModified ?? 0) <= seconds(Date.parse(ifRange));
}
