import type { OpenOptions, RenditionFacts } from '@immich-webdav/core';

/** What opening a rendition may be given. */
export interface OpenMediaOptions extends OpenOptions {
  /** Present = the content is that, or opening it rejects with `unavailable`. */
  readonly facts?: RenditionFacts;
}
