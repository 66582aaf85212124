import type { Method } from '../engine/exchange.ts';
import { Refusal } from '../http/refusal.ts';

/** Methods that only read (RFC 9110 section 9.2.1), of which this server has none at any path. */
const notImplemented: ReadonlySet<string | undefined> = new Set(['M-SEARCH', 'QUERY', 'REPORT', 'SEARCH', 'TRACE']);

/** The answer to everything that would change the tree: 403, which clients do not take for success or repeat. */
export const readOnly = (): Refusal => new Refusal(403, 'The library is read-only over WebDAV; change it in Immich.');

/** Refuses a method before its body is read: 403 where it may change something, 501 where nothing implements it. */
export const refused: Method = ({ request }) => {
  if (!notImplemented.has(request.method)) throw readOnly();
  throw new Refusal(501, 'Use OPTIONS, GET, HEAD or PROPFIND.');
};
