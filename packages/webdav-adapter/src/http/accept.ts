import type { IncomingMessage } from 'node:http';
import Negotiator from 'negotiator';

/** Text first: the default for clients that accept anything or send no Accept. */
const offered = ['text/plain', 'text/html'];

/** Whether the client is a browser, which asks for HTML by name (RFC 9110 section 12.5.1). */
export function prefersHtml(request: IncomingMessage): boolean {
  if (request.method !== 'GET' && request.method !== 'HEAD') return false;
  return new Negotiator(request).mediaType(offered) === 'text/html';
}

/** Whether an Accept-Encoding header (RFC 9110 section 12.5.3) names gzip with a weight above 0. */
export function acceptsGzip(header: string | string[] | undefined): boolean {
  if (typeof header !== 'string') return false;
  for (const part of header.split(',')) {
    const [coding = '', weight = ''] = part.split(';');
    if (!/^(gzip|x-gzip)$/i.test(coding.trim())) continue;
    return !/^q=0(\.0*)?$/i.test(weight.trim());
  }
  return false;
}
