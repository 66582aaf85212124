import type { RenditionMetadata } from '@immich-webdav/core';
import type { StreamedAnswer } from './request-stream.ts';

/** What an answer tells of the whole that it is of; `size` is the length of that. What is not told is absent. */
export function factsOf({ header }: StreamedAnswer, size: number | undefined): Partial<RenditionMetadata> {
  const tag = tagOf(header, size);
  return {
    mediaType: header('content-type') ?? 'application/octet-stream',
    ...(size !== undefined && { size }),
    ...(tag !== undefined && { tag }),
  };
}

/** Immich's entity tags are weak and made of length and time, and a proxy may weaken one: that makes no difference here. */
function tagOf(header: StreamedAnswer['header'], size: number | undefined): string | undefined {
  const etag = header('etag')?.replace(/^W\//, '');
  if (etag) return etag;
  const modified = header('last-modified');
  return modified && size !== undefined ? `${modified} ${size}` : undefined;
}

/** Whether all is told. */
export const isComplete = (metadata: Partial<RenditionMetadata>): metadata is RenditionMetadata =>
  metadata.size !== undefined && metadata.tag !== undefined && metadata.mediaType !== undefined;
