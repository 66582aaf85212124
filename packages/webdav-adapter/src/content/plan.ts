import type { IncomingHttpHeaders } from 'node:http';
import type { FileResource } from '@immich-webdav/core';
import { rangeApplies } from '../conditions/if-range.ts';
import { evaluatePreconditions } from '../conditions/preconditions.ts';
import { Refusal } from '../http/refusal.ts';
import { type AskedRange, parseRange } from '../ranges/byte-range.ts';

/** What a GET is answered with: 304, the whole (`range` absent), or a part. */
export type Plan =
  | { readonly notModified: true }
  | { readonly notModified: false; readonly range?: AskedRange | undefined };

/** Decides on the listing's own facts, before any byte is fetched (RFC 9110 section 13.2.2). Refuses with 412. */
export function planDownload(headers: IncomingHttpHeaders, file: FileResource, method: string | undefined): Plan {
  const verdict = evaluatePreconditions(headers, file);
  if (verdict === 412) throw new Refusal(412, 'The file is not in the state that the request asks for.');
  if (verdict === 304) return { notModified: true };
  // Range is defined for GET alone (RFC 9110 section 14.2).
  if (method !== 'GET' || !rangeApplies(single(headers['if-range']), file)) return { notModified: false };
  return { notModified: false, range: parseRange(headers.range) };
}

function single(header: string | string[] | undefined): string | undefined {
  return typeof header === 'string' ? header : header?.[0];
}
