import type { IncomingHttpHeaders } from 'node:http';
import type { Resource } from '@immich-webdav/core';
import { entityTag } from './entity-tag.ts';
import { matchesStrongly, matchesWeakly, parseTagList } from './entity-tag-list.ts';
import { parseHttpDate } from './http-date.ts';

/** Goes on, 304 (the client's copy is good) or 412, in the order of RFC 9110 section 13.2.2. Read-only: GET and HEAD. */
export function evaluatePreconditions(headers: IncomingHttpHeaders, resource: Resource): 'go' | 304 | 412 {
  const { 'if-match': match, 'if-none-match': noneMatch } = headers;

  if (match !== undefined) {
    if (!matchesStrongly(parseTagList(match), entityTag(resource))) return 412;
  } else {
    const since = parseHttpDate(headers['if-unmodified-since']);
    if (since !== undefined && !isCurrentSince(resource, since)) return 412;
  }

  if (noneMatch !== undefined) return matchesWeakly(parseTagList(noneMatch), entityTag(resource)) ? 304 : 'go';
  const since = parseHttpDate(headers['if-modified-since']);
  return since !== undefined && isCurrentSince(resource, since) ? 304 : 'go';
}

/**
 * Whether a date in seconds proves that a copy is current: the `Last-Modified` sent with these bytes, or a time since which nothing
 * changed. A replaced file may have an earlier `Last-Modified` than the one before.
 */
function isCurrentSince(resource: Resource, since: number): boolean {
  const modified = Math.floor(resource.modifiedAt / 1000);
  if (resource.kind === 'collection') return modified <= since;
  const { weakDate, changedAt = Number.NEGATIVE_INFINITY } = resource;
  if (weakDate) return false;
  return since === modified || (since > modified && since > Math.floor(changedAt / 1000));
}
