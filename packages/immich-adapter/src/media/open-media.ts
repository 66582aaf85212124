import {
  type Asset,
  type Content,
  LibraryError,
  type OpenOptions,
  type Rendition,
  type RenditionMetadata,
} from '@immich-webdav/core';
import { badAnswer } from '../errors/answer-errors.ts';
import { transportError } from '../errors/transport-error.ts';
import type { QuietTime } from '../http/quiet-time.ts';
import { contentOf, isAboutOriginal } from './content-of.ts';
import { metadataOf } from './rendition-metadata.ts';
import type { StreamedAnswer } from './request-stream.ts';
import type { SameVersion } from './same-version.ts';
import type { SendMedia } from './send-media.ts';

export interface OpeningParts {
  readonly send: SendMedia;
  readonly sameVersion: SameVersion;
  readonly quiet: QuietTime;
}

/** Streams a rendition from Immich, with the tag and the media type of the received file. */
export async function openMedia(
  parts: OpeningParts,
  asset: Asset,
  rendition: Rendition,
  options: OpenOptions,
): Promise<Content> {
  const { send, sameVersion, quiet } = parts;
  const { range, signal, metadata } = options;
  let answer: StreamedAnswer;
  try {
    answer = await send({ method: 'GET', asset, rendition, range, signal });
  } catch (error) {
    throw transportError(error, signal);
  }
  try {
    if (rendition === 'original' && isAboutOriginal(answer, asset, range)) {
      await sameVersion.require(answer, asset, signal);
      signal?.throwIfAborted();
    }
    const content = await contentOf(answer, asset, rendition, range);
    return rendition === 'original' ? content : withMetadata(content, answer, metadata);
  } catch (error) {
    answer.stream.readable.destroy();
    // The file changed its length since its metadata was cached, so answer with the whole.
    if (metadata && endsElsewhere(error, metadata)) return openMedia(parts, asset, rendition, signal ? { signal } : {});
    const refusal = transportError(error, signal);
    quiet.heed(refusal);
    throw refusal;
  }
}

/** Adds tag and type. With cached metadata, both tag and length are required to detect that the file changed. */
function withMetadata(content: Content, answer: StreamedAnswer, cached: RenditionMetadata | undefined): Content {
  const { mediaType, tag } = metadataOf(answer, content.size);
  if (cached && (tag === undefined || content.size === undefined)) {
    throw badAnswer('sent no length or no ETag of a picture or video');
  }
  return { ...content, ...(tag !== undefined && { tag }), ...(mediaType !== undefined && { mediaType }) };
}

const endsElsewhere = (error: unknown, { size }: RenditionMetadata): boolean =>
  LibraryError.is(error) && error.code === 'range-not-satisfiable' && error.size !== undefined && error.size !== size;
