import type { Asset, Rendition, RenditionMetadata, RequestOptions } from '@immich-webdav/core';
import { badAnswer } from '../errors/answer-errors.ts';
import { refusedAnswer } from '../errors/refused-answer.ts';
import { contentOf, lengthOf } from './content-of.ts';
import { readText } from './read-text.ts';
import { isComplete, metadataOf } from './rendition-metadata.ts';
import { requireFile } from './require-file.ts';
import type { SendMedia } from './send-media.ts';

/** Statuses with which only the body distinguishes a missing rendition from a proxy's error. An answer to HEAD has none. */
const SAYS_MORE: ReadonlySet<number> = new Set([400, 403, 404, 405, 501]);

/** Fetches the size and the tag of a rendition. Follows Immich's redirects, each with one more request. */
export async function describeMedia(
  send: SendMedia,
  asset: Asset,
  rendition: Rendition,
  { signal }: RequestOptions,
): Promise<RenditionMetadata> {
  const answer = await send({ method: 'HEAD', asset, rendition, signal });
  // Even without a body, the connection is free only after the end of the answer.
  await readText(answer.stream.readable);
  const { status, header } = answer;
  if (status === 200) {
    requireFile(answer, asset, rendition);
    const metadata = metadataOf(answer, lengthOf(answer));
    if (isComplete(metadata)) return metadata;
  } else if (!SAYS_MORE.has(status)) throw refusedAnswer({ status, header, body: '' });
  return describeByGet(send, asset, rendition, signal);
}

/** The same by a GET of the first byte: its error has a body, and some proxies change only HEAD. */
async function describeByGet(
  send: SendMedia,
  asset: Asset,
  rendition: Rendition,
  signal: AbortSignal | undefined,
): Promise<RenditionMetadata> {
  const range = { first: 0, last: 0 };
  const answer = await send({ method: 'GET', asset, rendition, range, signal });
  const { readable } = answer.stream;
  try {
    const { size } = await contentOf(answer, asset, rendition, range);
    const metadata = metadataOf(answer, size);
    await readText(readable);
    if (isComplete(metadata)) return metadata;
  } finally {
    readable.destroy();
  }
  throw badAnswer('sent no length or no ETag of a picture or video');
}
