import { LibraryError, type Resource, type TreeWriter } from '@immich-webdav/core';
import { validatorsOf } from '../content/file-headers.ts';
import { abortOnDisconnect } from '../http/disconnect.ts';
import { Refusal } from '../http/refusal.ts';
import { announcesBody } from '../http/unread-body.ts';
import { type Exchange, type Method, reply } from '../methods/exchange.ts';
import { requirePreconditions } from '../methods/find-target.ts';
import { existsAlready, refuse } from '../methods/refuse.ts';
import { requestContent } from './request-content.ts';

const onlyNew = (resource: Resource | undefined): boolean => resource === undefined;

/** The methods that add to a tree. They are refused for a principal whose tree is read only. */
export const writeMethods: readonly Method[] = [
  { name: 'PUT', readsBody: true, isFor: onlyNew, answer: writing(put) },
  { name: 'MKCOL', readsBody: true, isFor: onlyNew, answer: writing(makeCollection) },
];

type Write = (exchange: Exchange, writer: TreeWriter, resource: Resource | undefined) => Promise<void>;

function writing(write: Write): Method['answer'] {
  return async (exchange) => {
    const { tree, segments } = exchange;
    if (!tree.writer) return refuse(exchange);
    const resource = await tree.resolve(segments);
    await requirePreconditions(exchange, resource);
    await write(exchange, tree.writer, resource);
  };
}

/** PUT (RFC 9110 section 9.3.4) of a new file. What is there stays as it is. */
async function put(exchange: Exchange, writer: TreeWriter, resource: Resource | undefined): Promise<void> {
  const { request, response, segments } = exchange;
  if (resource?.kind === 'collection')
    throw new Refusal(405, 'A folder is at this path.', { headers: exchange.headersFor(resource) });
  if (resource !== undefined)
    throw new Refusal(403, 'A photo is at this path already, and photos are not replaced here.');
  const file = await writer.put(segments, requestContent(request, response), abortOnDisconnect(exchange.response));
  const isDated = request.headers['x-oc-mtime'] !== undefined;
  reply(exchange, file, 201, { ...validatorsOf(file), ...(isDated && { 'X-OC-Mtime': 'accepted' }) });
}

/** MKCOL (RFC 4918 section 9.3). */
async function makeCollection(exchange: Exchange, writer: TreeWriter, resource: Resource | undefined): Promise<void> {
  if (resource !== undefined) throw existsAlready(exchange, resource);
  if (announcesBody(exchange.request)) throw new Refusal(415, 'Send MKCOL without a body.');
  const made = await writer
    .makeCollection(exchange.segments, abortOnDisconnect(exchange.response))
    .catch((error: unknown) => {
      // Another client made it meanwhile.
      throw LibraryError.is(error) && error.code === 'already-exists' ? existsAlready(exchange) : error;
    });
  reply(exchange, made, 201);
}
