import type { IncomingMessage } from 'node:http';
import { LRUCache } from 'lru-cache';
import { isLoopback } from '../configuration/loopback.ts';
import type { Interceptor } from '../health/health-pages.ts';

const refusal =
  'Without a password this server answers only to localhost, so that web pages cannot reach it under a name of theirs. ' +
  'Set WEBDAV_USERNAME and WEBDAV_PASSWORD, or WEBDAV_ALLOW_ANONYMOUS=true.\n';

/**
 * Refuses requests whose Host is not a loopback name. Listening on loopback alone keeps other machines out, but not a web
 * page in this machine's browser whose host name was made to point at 127.0.0.1 (DNS rebinding).
 */
export const refuseForeignHosts: Interceptor = (request, response) => {
  if (namesLoopback(request)) return false;
  response.writeHead(421, {
    'content-type': 'text/plain; charset=utf-8',
    'content-length': Buffer.byteLength(refusal),
  });
  response.end(request.method === 'HEAD' ? undefined : refusal);
  return true;
};

/** Clients come under one or two names; reading a name costs more than the rest of a short request. */
const verdicts = new LRUCache<string, boolean>({ max: 32 });

function namesLoopback({ headers: { host } }: IncomingMessage): boolean {
  // HTTP/1.0 has no Host, and no browser speaks it.
  return host === undefined || (verdicts.get(host) ?? judge(host));
}

function judge(host: string): boolean {
  const hostname = URL.parse(`http://${host}`)?.hostname.replace(/^\[(.*)\]$/, '$1');
  const verdict = hostname !== undefined && isLoopback(hostname);
  verdicts.set(host, verdict);
  return verdict;
}
