import type { IncomingMessage } from 'node:http';
import Negotiator from 'negotiator';

/** The text comes first: it is what clients get that accept anything, or do not say. */
const offered = ['text/plain', 'text/html'];

/** Whether the client shows answers to a person: a browser, which asks for pages by name (RFC 9110 section 12.5.1). */
export function prefersHtml(request: IncomingMessage): boolean {
  if (request.method !== 'GET' && request.method !== 'HEAD') return false;
  return new Negotiator(request).mediaType(offered) === 'text/html';
}
