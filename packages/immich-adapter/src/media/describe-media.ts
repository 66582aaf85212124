import type { Asset, Rendition, RenditionMetadata, RequestOptions } from '@immich-webdav/core';
import { badAnswer } from '../errors/answer-errors.ts';
import { refusedAnswer } from '../errors/refused-answer.ts';
import { contentOf, lengthOf } from './content-of.ts';
import { readText } from './read-text.ts';
import { factsOf, isComplete } from './rendition-metadata.ts';
import { requireFile } from './require-file.ts';
import type { SendMedia } from './send-media.ts';

/** Statuses whose meaning is in the body: what is missing, and whether it is Immich that says so. An answer to HEAD has none. */
const SAYS_MORE: ReadonlySet<number> = new Set([400, 403, 404, 405, 501]);

/** Asks for the size and the tag of a rendition, not for its bytes. Two redirects of Immich's make it two requests. */
export async function describeMedia(
  send: SendMedia,
  asset: Asset,
  rendition: Rendition,
  { signal }: RequestOptions,
): Promise<RenditionMetadata> {
  const answer = await send({ method: 'HEAD', asset, rendition, signal });
  // There is no body, but the connection is free only after its end.
  await readText(answer.stream.readable);
  const { status, header } = answer;
  if (status === 200) {
    requireFile(answer, asset, rendition);
    const metadata = factsOf(answer, lengthOf(answer));
    if (isComplete(metadata)) return metadata;
  } else if (!SAYS_MORE.has(status)) throw refusedAnswer({ status, header, body: '' });
  return describeByGet(send, asset, rendition, signal);
}

/** The same from the first byte: it tells why there is none, and a proxy that changes HEAD may leave this alone. */
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
    const metadata = factsOf(answer, size);
    await readText(readable);
    if (isComplete(metadata)) return metadata;
  } finally {
    readable.destroy();
  }
  throw badAnswer('told no length, or no ETag, of a picture or video');
}
