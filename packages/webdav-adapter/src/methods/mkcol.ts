import type { Method } from '../engine/exchange.ts';
import { allow } from '../http/allow.ts';
import { Refusal } from '../http/refusal.ts';
import { readOnly } from './refused.ts';

/** MKCOL (RFC 4918 section 9.3.1): refused with 405 on what exists, which clients take for success, and else as any write. */
export const mkcol: Method = async ({ tree, segments }) => {
  if ((await tree.resolve(segments)) === undefined) throw readOnly();
  throw new Refusal(405, 'This path exists already.', { headers: { Allow: allow } });
};
