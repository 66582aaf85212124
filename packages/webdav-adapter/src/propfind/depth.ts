import { Refusal } from '../http/refusal.ts';

/** How far below the requested resource a PROPFIND asks. */
export type Depth = 0 | 1 | 'infinity';

/** RFC 4918 section 10.2, and what Microsoft adds ([MS-WDVME]): `noroot` may leave out the resource itself, which is told anyway. */
const depths: ReadonlyMap<string, Depth> = new Map<string, Depth>([
  ['0', 0],
  ['1', 1],
  ['1,noroot', 1],
  ['infinity', 'infinity'],
  ['infinity,noroot', 'infinity'],
]);

/** The Depth of a PROPFIND (RFC 4918 section 9.1): a missing header means infinity. Refuses other values with 400. */
export function parseDepth(header: string | string[] | undefined): Depth {
  if (header === undefined) return 'infinity';
  const depth = depths.get(String(header).toLowerCase().replace(/[ \t]/g, ''));
  if (depth === undefined) throw new Refusal(400, 'Send Depth 0 or 1.');
  return depth;
}

const infinite = '<?xml version="1.0" encoding="utf-8"?>\n<D:error xmlns:D="DAV:"><D:propfind-finite-depth/></D:error>';

/** The answer to Depth infinity on a collection (RFC 4918 section 9.1.1): such an answer would have no bound. */
export const unboundedDepth = (): Refusal => new Refusal(403, 'Ask with Depth 0 or 1.', { xml: infinite });
