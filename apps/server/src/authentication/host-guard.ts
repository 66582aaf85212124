import type { IncomingMessage } from 'node:http';
import { LRUCache } from 'lru-cache';
import type { Interceptor } from '../health/health-pages.ts';
import { isLoopback } from './loopback.ts';

const refusal =
  'Without a password this server accepts only requests of this machine to localhost, so that web pages cannot reach it under ' +
  'another host name. Set WEBDAV_USERNAME and WEBDAV_PASSWORD, or WEBDAV_ALLOW_ANONYMOUS=true.\n';

/**
 * Answers 421 to requests from other machines, and to those whose Host is not a loopback name. Listening on loopback keeps other machines out, but not a web page
 * in a browser of this machine whose host name resolves to 127.0.0.1 (DNS rebinding).
 */
export function createHostGuard(): Interceptor {
  /** Parsing a host name costs more than the rest of a short request, and clients use one or two names. */
  const verdicts = new LRUCache<string, boolean>({ max: 32 });

  function isLocal({ headers: { host } }: IncomingMessage): boolean {
    // HTTP/1.0 has no Host, and browsers do not use it.
    if (host === undefined) return true;
    const cached = verdicts.get(host);
    if (cached !== undefined) return cached;
    const verdict = namesLoopback(host);
    verdicts.set(host, verdict);
    return verdict;
  }

  return (request, response, { address }) => {
    // Sockets that systemd passes may listen on every address, and a proxy on this machine forwards requests of others.
    const isNear = address === '' ? request.socket.remoteAddress === undefined : isLoopback(address);
    if (isNear && isLocal(request)) return false;
    response.writeHead(421, {
      'content-type': 'text/plain; charset=utf-8',
      'content-length': Buffer.byteLength(refusal),
    });
    response.end(request.method === 'HEAD' ? undefined : refusal);
    return true;
  };
}

function namesLoopback(host: string): boolean {
  const hostname = URL.parse(`http://${host}`)?.hostname.replace(/^\[(.*)\]$/, '$1');
  return hostname !== undefined && isLoopback(hostname);
}
