import { type Asset, type Content, type Rendition, type RenditionFacts, TreeError } from '@immich-webdav/core';
import { transportError } from '../errors/transport-error.ts';
import { contentOf } from './content-of.ts';
import { factsOf } from './facts-of.ts';
import type { OpenMediaOptions } from './open-media-options.ts';
import type { StreamedAnswer } from './request-stream.ts';
import type { SendMedia } from './send-media.ts';

/** Streams a rendition from Immich. */
export async function openMedia(
  send: SendMedia,
  asset: Asset,
  rendition: Rendition,
  options: OpenMediaOptions,
): Promise<Content> {
  const { range, signal, facts } = options;
  let answer: StreamedAnswer;
  try {
    answer = await send({ method: 'GET', asset, rendition, range, signal });
  } catch (error) {
    throw transportError(error, signal);
  }
  try {
    const content = await contentOf(answer, asset, rendition, { range, facts });
    const { tag, mediaType } = factsOf(answer, content.size);
    if (facts) requireSame(facts, { tag, size: content.size });
    if (rendition === 'original') return content;
    return { ...content, ...(tag !== undefined && { tag }), ...(mediaType !== undefined && { mediaType }) };
  } catch (error) {
    answer.stream.readable.destroy();
    throw facts && endsElsewhere(error, facts) ? otherBytes() : transportError(error, signal);
  }
}

interface Told {
  readonly tag: string | undefined;
  readonly size: number | undefined;
}

/** Bytes of another rendition than the one that was announced must not be given out under its length and tag. */
function requireSame(facts: RenditionFacts, told: Told): void {
  if (told.tag !== facts.tag || told.size !== facts.size) throw otherBytes();
}

/** A range that is past the end of what there is now, perhaps not of what there was. */
const endsElsewhere = (error: unknown, { size }: RenditionFacts): boolean =>
  TreeError.is(error) && error.code === 'range-not-satisfiable' && error.size !== size;

/** Whoever asks for the facts anew gets it. */
const RETRY_MS = 1000;

const otherBytes = (): TreeError =>
  new TreeError('unavailable', 'Immich has made this picture or video anew meanwhile; try again.', {
    retryAfterMs: RETRY_MS,
  });
