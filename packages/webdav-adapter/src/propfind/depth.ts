import { Refusal } from '../http/refusal.ts';

/** The depth of a PROPFIND below the requested resource. */
export type Depth = 0 | 1 | 'infinity';

/** RFC 4918 section 10.2, with Microsoft's `noroot` ([MS-WDVME]); the optional omission of the resource itself is not implemented. */
const depths: ReadonlyMap<string, Depth> = new Map<string, Depth>([
  ['0', 0],
  ['1', 1],
  ['1,noroot', 1],
  ['infinity', 'infinity'],
  ['infinity,noroot', 'infinity'],
]);

/** Parses the Depth of a PROPFIND (RFC 4918 section 9.1); an absent header means infinity. Refuses other values with 400. */
export function parseDepth(header: string | string[] | undefined): Depth {
  if (header === undefined) return 'infinity';
  const depth = depths.get(String(header).toLowerCase().replace(/[ \t]/g, ''));
  if (depth === undefined) throw new Refusal(400, 'Send Depth 0 or 1.');
  return depth;
}

const infinite = '<?xml version="1.0" encoding="utf-8"?>\n<D:error xmlns:D="DAV:"><D:propfind-finite-depth/></D:error>';

/** The refusal of Depth infinity on a collection (RFC 4918 section 9.1.1), whose answer would be unbounded. */
export const unboundedDepth = (): Refusal => new Refusal(403, 'Ask with Depth 0 or 1.', { xml: infinite });
