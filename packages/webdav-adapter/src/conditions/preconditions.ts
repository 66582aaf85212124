import type { IncomingHttpHeaders } from 'node:http';
import type { Resource } from '@immich-webdav/core';
import { parseHttpDate } from '../text/dates.ts';
import { entityTag, isWeak, matchesStrongly, matchesWeakly, parseTagList } from './entity-tag.ts';

/** `proceed`, 304 (the client's copy is current) or 412 (the resource is not in the expected state). */
export type Verdict = 'proceed' | 304 | 412;

/** Evaluates the preconditions of any method in the order of RFC 9110 section 13.2.2. */
export function evaluatePreconditions(
  method: string | undefined,
  headers: IncomingHttpHeaders,
  resource: Resource,
): Verdict {
  const { 'if-match': match, 'if-none-match': noneMatch } = headers;
  const isReading = method === 'GET' || method === 'HEAD';

  if (match !== undefined) {
    if (!matchesStrongly(parseTagList(match), entityTag(resource))) return 412;
  } else if (isCurrentSince(resource, headers['if-unmodified-since']) === false) return 412;

  if (noneMatch !== undefined) {
    if (!matchesWeakly(parseTagList(noneMatch), entityTag(resource))) return 'proceed';
    return isReading ? 304 : 412;
  }
  // RFC 9110 section 13.1.3: for GET and HEAD only.
  return isReading && isCurrentSince(resource, headers['if-modified-since']) === true ? 304 : 'proceed';
}

/**
 * Whether a date proves that a copy is current: the `Last-Modified` sent with these bytes, or a time since which nothing changed. A
 * replaced file may have an earlier `Last-Modified` than before. Undefined when the header is absent or not a date.
 */
function isCurrentSince(resource: Resource, header: string | undefined): boolean | undefined {
  const since = parseHttpDate(header);
  if (since === undefined) return undefined;
  const modified = Math.floor(resource.modifiedAt / 1000);
  if (resource.kind === 'collection') return modified <= since;
  const { weakDate, changedAt = Number.NEGATIVE_INFINITY } = resource;
  if (weakDate) return false;
  return since === modified || (since > modified && since > Math.floor(changedAt / 1000));
}

/**
 * Whether a Range header applies (RFC 9110 section 13.1.5): without If-Range, or when If-Range is the current tag or date. Never
 * for a weak tag or date, because the client would combine bytes that may differ.
 */
export function rangeApplies(ifRange: string | undefined, resource: Resource): boolean {
  if (ifRange === undefined) return true;
  if (isWeak(resource)) return false;
  const value = ifRange.trim();
  if (value.startsWith('"') || value.startsWith('W/')) return value === entityTag(resource);
  if (resource.kind === 'file' && resource.weakDate) return false;
  return parseHttpDate(value) === Math.floor(resource.modifiedAt / 1000);
}
