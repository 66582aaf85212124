import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { type CollectionResource, type FileResource, LibraryError } from '@immich-webdav/core';
import { rangeApplies } from '../conditions/preconditions.ts';
import { parseRange, type RequestedRange } from '../content/byte-range.ts';
import { headersOf } from '../content/file-headers.ts';
import { openContent } from '../content/open-content.ts';
import { sendContent } from '../content/send-content.ts';
import { renderIndexPage } from '../html/index-page.ts';
import { pageHeaders } from '../html/page.ts';
import { abortOnDisconnect } from '../http/disconnect.ts';
import { beginReply, type Exchange } from './exchange.ts';
import { findTarget } from './find-target.ts';

/** GET (RFC 9110 section 9.3.1): the bytes of a file, or the index page of a collection. */
export async function get(exchange: Exchange): Promise<void> {
  const resource = await findTarget(exchange);
  if (resource?.kind === 'collection') await sendIndexPage(exchange, resource);
  else if (resource !== undefined) await download(exchange, resource, { isLast: false });
}

/** HEAD (RFC 9110 section 9.3.2): the headers of GET without opening anything. */
export async function head(exchange: Exchange): Promise<void> {
  const resource = await findTarget(exchange);
  if (resource === undefined) return;
  const length = resource.kind === 'file' && resource.size !== undefined ? { 'Content-Length': resource.size } : {};
  const headers = resource.kind === 'collection' ? pageHeaders : { ...headersOf(resource), ...length };
  beginReply(exchange, resource, 200, headers).end();
}

async function sendIndexPage(exchange: Exchange, collection: CollectionResource): Promise<void> {
  const { tree, segments, base } = exchange;
  const members = await tree.members(collection);
  const response = beginReply(exchange, collection, 200, pageHeaders);
  await pipeline(Readable.from(renderIndexPage({ segments, base, members }), { objectMode: false }), response);
}

interface Attempt {
  readonly isLast: boolean;
  /** The length that the library reported when it refused a range. */
  readonly reportedSize?: number | undefined;
}

async function download(exchange: Exchange, file: FileResource, attempt: Attempt): Promise<void> {
  const { response, tree, downloads, principal, headersFor } = exchange;
  const range = requestedRange(exchange, file);
  const controller = abortOnDisconnect(response);
  const { signal } = controller;
  try {
    await downloads(principal.id, signal, async () => {
      const content = await openContent({ tree, file, range, reportedSize: attempt.reportedSize, signal });
      await sendContent(response, file, content, headersFor(file));
    });
  } catch (error) {
    controller.abort();
    const isOver = attempt.isLast || response.headersSent;
    if (isOver || !(isReplaced(error) || hasOtherLength(error, file))) throw explained(error);
    await retry(exchange, error.size);
  }
}

/** RFC 9110 section 14.2: Range is defined for GET only. */
function requestedRange({ request: { headers } }: Exchange, file: FileResource): RequestedRange | undefined {
  const ifRange = headers['if-range'];
  const applies = rangeApplies(typeof ifRange === 'string' ? ifRange : ifRange?.[0], file);
  return applies ? parseRange(headers.range) : undefined;
}

/** The listing was stale and is now corrected, so preconditions and range are evaluated again, once. */
async function retry(exchange: Exchange, reportedSize: number | undefined): Promise<void> {
  const file = await findTarget(exchange);
  if (file === undefined) return;
  if (file.kind === 'collection') throw new LibraryError('not-found', 'This file no longer exists.');
  await download(exchange, file, { isLast: true, reportedSize });
}

/** True for a range past the end of a length that differs from the listed one. */
function hasOtherLength(error: unknown, { size }: FileResource): error is LibraryError {
  return (
    LibraryError.is(error) && error.code === 'range-not-satisfiable' && (size === undefined || error.size !== size)
  );
}

function isReplaced(error: unknown): error is LibraryError {
  return LibraryError.is(error) && error.code === 'conflict';
}

/** A file that is replaced again during the retry is available later; the client cannot resolve the conflict. */
function explained(error: unknown): unknown {
  return isReplaced(error) ? new LibraryError('unavailable', error.message, { cause: error }) : error;
}
