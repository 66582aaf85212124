import type { IncomingMessage } from 'node:http';
import { parseRequestPath } from '../paths/request-path.ts';
import { Refusal } from './refusal.ts';
import { announcesLargeBody } from './unread-body.ts';

const reading = new Set(['GET', 'HEAD', 'OPTIONS']);

/**
 * The decoded path of a request. Refuses what the engine must never see: it throws on bad escapes, before authentication,
 * and that would end the process.
 */
export function guardRequest(request: IncomingMessage): readonly string[] {
  const { destination, expect } = request.headers;
  const target = request.url ?? '/';
  const segments = request.method === 'OPTIONS' && target === '*' ? [] : parseRequestPath(target);
  if (segments === undefined) throw new Refusal(400, 'Send a path without bad escapes or dot segments.');
  if (destination !== undefined && parseRequestPath(String(destination)) === undefined)
    throw new Refusal(400, 'Send a Destination without bad escapes or dot segments.');
  if (expect !== undefined && !/^100-continue$/i.test(expect))
    throw new Refusal(417, 'Send no Expect but 100-continue.');
  if (reading.has(request.method ?? '') && announcesLargeBody(request))
    throw new Refusal(413, 'Send this request without a body.');
  return segments;
}
