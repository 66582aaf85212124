import { type FileResource, LibraryError } from '@immich-webdav/core';
import { clientController } from '../content/client-signal.ts';
import { validatorsOf } from '../content/file-headers.ts';
import { openContent } from '../content/open-content.ts';
import { planDownload } from '../content/plan.ts';
import { sendContent } from '../content/send-content.ts';
import type { Exchange, Method } from '../engine/exchange.ts';
import { sendListing } from '../html/send-listing.ts';
import { answer } from '../http/answer.ts';
import { findResource } from './find-resource.ts';

/** GET (RFC 9110 section 9.3.1): a file's bytes, or a collection as a page for people. */
export const get: Method = async (exchange) => {
  const resource = await findResource(exchange);
  if (resource.kind === 'collection') await sendListing(exchange, resource);
  else await download(exchange, resource, { isLast: false });
};

interface Attempt {
  readonly isLast: boolean;
  /** The length of the file as the library told it when it refused a range. */
  readonly toldSize?: number | undefined;
}

async function download(exchange: Exchange, file: FileResource, { isLast, toldSize }: Attempt): Promise<void> {
  const { request, response, tree, downloads, principal } = exchange;
  const plan = planDownload(request.headers, file, request.method);
  if (plan.notModified) {
    answer(request, response, 304, validatorsOf(file));
    return;
  }
  const controller = clientController(response);
  const { signal } = controller;
  try {
    await downloads(principal.id, signal, async () => {
      const content = await openContent({ tree, file, range: plan.range, toldSize, signal });
      await sendContent(response, file, content);
    });
  } catch (error) {
    controller.abort();
    const isOver = isLast || response.headersSent;
    if (isOver || !(isReplaced(error) || isElsewhere(error, file))) throw explained(error);
    await retry(exchange, error.size);
  }
}

/**
 * The file is another one than listed, or the range lay within the listed length and the listing was wrong. It is corrected by
 * now, and conditions and range are reckoned again, once.
 */
async function retry(exchange: Exchange, toldSize: number | undefined): Promise<void> {
  const file = await findResource(exchange);
  if (file.kind === 'collection') throw new LibraryError('not-found', 'There is no such file any more.');
  await download(exchange, file, { isLast: true, toldSize });
}

/** A range that is past the end of another length than the listed one. */
function isElsewhere(error: unknown, { size }: FileResource): error is LibraryError {
  return (
    LibraryError.is(error) && error.code === 'range-not-satisfiable' && (size === undefined || error.size !== size)
  );
}

function isReplaced(error: unknown): error is LibraryError {
  return LibraryError.is(error) && error.code === 'conflict';
}

/** A file that is replaced faster than it is listed can be had later: nothing that the client could resolve. */
function explained(error: unknown): unknown {
  return isReplaced(error) ? new LibraryError('unavailable', error.message, { cause: error }) : error;
}
