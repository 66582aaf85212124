import type { OutgoingHttpHeaders, ServerResponse } from 'node:http';
import { allow } from './allow.ts';

/** Said in every answer, also in those of refused requests: clients look for them in any (RFC 4918 section 10.1). */
const everywhere = { DAV: '1', 'MS-Author-Via': 'DAV', Allow: allow };

/** Begins an answer. In one call: headers that are set one by one before cost several times as much. */
export function writeHead(response: ServerResponse, status: number, headers: OutgoingHttpHeaders): ServerResponse {
  return response.writeHead(status, { ...everywhere, ...headers });
}
