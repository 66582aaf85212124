import type { RenditionMetadata } from '@immich-webdav/core';
import type { StreamedAnswer } from './request-stream.ts';

/** Metadata in the headers of an answer; `size` is the length of the whole file. */
export function metadataOf({ header }: StreamedAnswer, size: number | undefined): Partial<RenditionMetadata> {
  const tag = tagOf(header, size);
  return {
    mediaType: header('content-type') ?? 'application/octet-stream',
    ...(size !== undefined && { size }),
    ...(tag !== undefined && { tag }),
  };
}

/** Immich's entity tags are weak, made of length and time. A proxy may weaken a strong one, so ignore the prefix. */
function tagOf(header: StreamedAnswer['header'], size: number | undefined): string | undefined {
  const etag = header('etag')?.replace(/^W\//, '');
  if (etag) return etag;
  const modified = header('last-modified');
  return modified && size !== undefined ? `${modified} ${size}` : undefined;
}

/** Whether no field is absent. */
export const isComplete = (metadata: Partial<RenditionMetadata>): metadata is RenditionMetadata =>
  metadata.size !== undefined && metadata.tag !== undefined && metadata.mediaType !== undefined;
