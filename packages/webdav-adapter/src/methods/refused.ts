import type { Method } from '../engine/exchange.ts';
import { allow } from '../http/allow.ts';
import { Refusal } from '../http/refusal.ts';

/** Everything that would change the tree, and what nobody knows: refused before the body is read. */
export const refused: Method = () => {
  throw new Refusal(405, 'The library is read-only here.', { headers: { Allow: allow } });
};
