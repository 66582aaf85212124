import type { IncomingHttpHeaders } from 'node:http';
import type { Resource } from '@immich-webdav/core';
import { entityTag } from './entity-tag.ts';
import { matchesStrongly, matchesWeakly, parseTagList } from './entity-tag-list.ts';
import { parseHttpDate } from './http-date.ts';

/** Goes on, 304 (the client's copy is good) or 412, in the order of RFC 9110 section 13.2.2. Read-only: GET and HEAD. */
export function evaluatePreconditions(headers: IncomingHttpHeaders, resource: Resource): 'go' | 304 | 412 {
  const modified = Math.floor(resource.modifiedAt / 1000);
  const { 'if-match': match, 'if-none-match': noneMatch } = headers;

  if (match !== undefined) {
    if (!matchesStrongly(parseTagList(match), entityTag(resource))) return 412;
  } else {
    const since = parseHttpDate(headers['if-unmodified-since']);
    if (since !== undefined && modified > since) return 412;
  }

  if (noneMatch !== undefined) return matchesWeakly(parseTagList(noneMatch), entityTag(resource)) ? 304 : 'go';
  const since = parseHttpDate(headers['if-modified-since']);
  return since !== undefined && modified <= since ? 304 : 'go';
}
