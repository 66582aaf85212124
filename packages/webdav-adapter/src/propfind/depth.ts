import { Refusal } from '../http/refusal.ts';

/** RFC 4918 section 9.1: an answer without bound is refused, also where a missing header means it. */
const infinite = '<?xml version="1.0" encoding="utf-8"?>\n<D:error xmlns:D="DAV:"><D:propfind-finite-depth/></D:error>';

/** The Depth of a PROPFIND (RFC 4918 section 10.2): 0 or 1; others are refused. */
export function parseDepth(header: string | string[] | undefined): 0 | 1 {
  const value = typeof header === 'string' ? header.trim().toLowerCase() : 'infinity';
  if (value === '0') return 0;
  if (value === '1') return 1;
  if (value === 'infinity') throw new Refusal(403, 'Ask with Depth 0 or 1.', { xml: infinite });
  throw new Refusal(400, 'Send Depth 0 or 1.');
}
