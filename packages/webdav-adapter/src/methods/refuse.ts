import type { Resource } from '@immich-webdav/core';
import { Refusal } from '../http/refusal.ts';
import type { Exchange } from './exchange.ts';

const readOnly = (): Refusal => new Refusal(403, 'The library is read-only over WebDAV; change it in Immich.');
const addOnly = (): Refusal =>
  new Refusal(403, 'Photos and albums can be added over WebDAV, and nothing be changed or deleted; do that in Immich.');

/** Methods that only read (RFC 9110 section 9.2.1) and are not implemented for any resource. */
const notImplemented: ReadonlySet<string | undefined> = new Set(['M-SEARCH', 'QUERY', 'REPORT', 'SEARCH', 'TRACE']);

/**
 * Refuses a method before its body is read: 501 for one that only reads, else 403, which clients neither take for success nor retry.
 * MKCOL on an existing resource is 405 (RFC 4918 section 9.3.1), which clients take for success.
 */
export async function refuse(exchange: Exchange): Promise<never> {
  const { request, tree, segments } = exchange;
  const { method } = request;
  if (notImplemented.has(method)) throw new Refusal(501, 'Use OPTIONS, GET, HEAD or PROPFIND.');
  const resource = method === 'MKCOL' ? await tree.resolve(segments) : undefined;
  if (resource === undefined) throw tree.writer ? addOnly() : readOnly();
  throw existsAlready(exchange, resource);
}

/** Refuses MKCOL where a resource is (RFC 4918 section 9.3.1). */
export const existsAlready = ({ headersFor }: Exchange, resource?: Resource): Refusal =>
  new Refusal(405, 'This path exists already.', { headers: headersFor(resource) });
