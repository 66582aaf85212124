import { type FileResource, TreeError } from '@immich-webdav/core';
import { clientController } from '../content/client-signal.ts';
import { validatorsOf } from '../content/file-headers.ts';
import { openContent } from '../content/open-content.ts';
import { pastTheEnd, planDownload } from '../content/plan.ts';
import { sendContent } from '../content/send-content.ts';
import type { Exchange, Method } from '../engine/exchange.ts';
import { sendListing } from '../html/send-listing.ts';
import { answer } from '../http/answer.ts';
import { findResource } from './find-resource.ts';

/** GET (RFC 9110 section 9.3.1): a file's bytes, or a collection as a page for people. */
export const get: Method = async (exchange) => {
  const resource = await findResource(exchange);
  if (resource.kind === 'collection') await sendListing(exchange, resource);
  else await download(exchange, resource, 'first');
};

async function download(exchange: Exchange, file: FileResource, attempt: 'first' | 'last'): Promise<void> {
  const { request, response, tree } = exchange;
  const plan = planDownload(request.headers, file, request.method);
  if (plan.notModified) {
    answer(request, response, 304, validatorsOf(file));
    return;
  }
  const controller = clientController(response);
  const { signal } = controller;
  const options = plan.range === undefined ? { signal } : { signal, range: plan.range };
  try {
    const opened = await openContent({ tree, file, options });
    if (!opened.stale) {
      await sendContent(response, file, opened.content);
      return;
    }
  } catch (error) {
    controller.abort();
    throw error;
  }
  controller.abort();
  await retry(exchange, file, attempt);
}

/** The listing is corrected by now: what the client asked for is reckoned again, once. */
async function retry(exchange: Exchange, file: FileResource, attempt: 'first' | 'last'): Promise<void> {
  const again = await findResource(exchange);
  if (attempt === 'first' && again.kind === 'file') return download(exchange, again, 'last');
  if (file.size !== undefined) throw pastTheEnd(file.size);
  throw new TreeError('bad-response', 'The library does not agree on the length of this file; try again.');
}
