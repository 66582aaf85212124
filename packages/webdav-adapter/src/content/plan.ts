import type { IncomingHttpHeaders } from 'node:http';
import { type ByteRange, type FileResource, TreeError } from '@immich-webdav/core';
import { rangeApplies } from '../conditions/if-range.ts';
import { evaluatePreconditions } from '../conditions/preconditions.ts';
import { Refusal } from '../http/refusal.ts';
import { parseRange } from '../ranges/byte-range.ts';

/** What a GET is answered with: 304, the whole (`range` absent), or a part. */
export type Plan = { readonly notModified: true } | { readonly notModified: false; readonly range?: ByteRange };

/** Decides on the listing's own facts, before any byte is fetched (RFC 9110 section 13.2.2). Refuses with 412 and 416. */
export function planDownload(headers: IncomingHttpHeaders, file: FileResource, method: string | undefined): Plan {
  const verdict = evaluatePreconditions(headers, file);
  if (verdict === 412) throw new Refusal(412, 'The file is not in the state that the request asks for.');
  if (verdict === 304) return { notModified: true };
  // Range is defined for GET alone (RFC 9110 section 14.2), and without a length no range can be told.
  if (method !== 'GET' || file.size === undefined || headers.range === undefined) return { notModified: false };
  if (!rangeApplies(single(headers['if-range']), file)) return { notModified: false };
  const range = parseRange(headers.range, file.size);
  if (range === 'unsatisfiable')
    throw new TreeError('range-not-satisfiable', `The file has ${file.size} bytes.`, { size: file.size });
  return range === 'whole' ? { notModified: false } : { notModified: false, range };
}

function single(header: string | string[] | undefined): string | undefined {
  return typeof header === 'string' ? header : header?.[0];
}
