import type { IncomingHttpHeaders } from 'node:http';
import { Refusal } from './refusal.ts';

const uncoded = new Set(['', 'identity', 'chunked']);

/** Throws 415 for a request body whose content or, besides `chunked`, whose transfer has a coding (RFC 9110 section 15.5.16). */
export function requireUncoded({
  'content-encoding': content = '',
  'transfer-encoding': transfer = '',
}: IncomingHttpHeaders): void {
  const codings = `${content},${transfer}`.split(',');
  if (codings.every((coding) => uncoded.has(coding.trim().toLowerCase()))) return;
  throw new Refusal(415, 'Send the request body without compression.', { headers: { 'Accept-Encoding': 'identity' } });
}
