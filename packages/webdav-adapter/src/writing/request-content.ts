import type { IncomingMessage, ServerResponse } from 'node:http';
import { LibraryError, type NewContent } from '@immich-webdav/core';
import { requireUncoded } from '../http/content-coding.ts';
import { Refusal } from '../http/refusal.ts';
import { askForBody } from '../http/unread-body.ts';

/**
 * The content that a PUT sends, with what the client says of it: macOS announces the length of a chunked body in
 * `X-Expected-Entity-Length`; programs of ownCloud and Nextcloud send `OC-Checksum` and the time of the file as `X-OC-Mtime`. The body is
 * not asked for before it is read. Refuses a partial or compressed body.
 */
export function requestContent(request: IncomingMessage, response: ServerResponse): NewContent {
  const { headers } = request;
  // RFC 9110 section 14.5: a part must not be taken for the whole.
  if (headers['content-range'] !== undefined) throw new Refusal(400, 'Send the whole file, without Content-Range.');
  requireUncoded(headers);
  const size = numberIn(headers['content-length']) ?? numberIn(headers['x-expected-entity-length']);
  const sha1 = /(?:^|\s)SHA1:([\da-f]{40})(?:\s|$)/i.exec(textIn(headers['oc-checksum']))?.[1]?.toLowerCase();
  const seconds = numberIn(headers['x-oc-mtime']);
  return {
    body: bodyOf(request, response),
    ...(size !== undefined && { size }),
    ...(sha1 !== undefined && { sha1 }),
    ...(seconds !== undefined && seconds <= latest && { modifiedAt: seconds * 1000 }),
  };
}

/** The last second of the year 9999: programs send nonsense for files without a time. */
const latest = 253_402_300_799;

/** How long a client may send nothing in the midst of a body. */
const stalledMs = 60_000;

const textIn = (value: string | string[] | undefined): string =>
  Array.isArray(value) ? value.join(' ') : (value ?? '');

function numberIn(value: string | string[] | undefined): number | undefined {
  const text = textIn(value);
  const number = /^\d{1,17}(?:\.\d+)?$/.test(text) ? Math.floor(Number(text)) : undefined;
  return number !== undefined && Number.isSafeInteger(number) ? number : undefined;
}

async function* bodyOf(request: IncomingMessage, response: ServerResponse): AsyncGenerator<Uint8Array> {
  askForBody(request, response);
  // The connection is needed for the answer.
  const chunks = request.iterator({ destroyOnReturn: false })[Symbol.asyncIterator]();
  for (;;) {
    const { done, value } = await next(request, chunks);
    if (done === true) return;
    yield value as Buffer;
  }
}

/** Waits for the client alone: while a chunk is stored, no time counts. */
async function next(request: IncomingMessage, chunks: AsyncIterator<unknown>): Promise<IteratorResult<unknown>> {
  const timer = setTimeout(() => request.destroy(), stalledMs);
  try {
    return await chunks.next();
  } catch (cause) {
    throw new LibraryError('bad-content', 'The request ended before its body did.', { cause });
  } finally {
    clearTimeout(timer);
  }
}
