import type { Asset, Content, OpenOptions, Rendition, RenditionMetadata, RequestOptions } from '@immich-webdav/core';
import type { Connection } from '../http/connection.ts';
import { withDeadline } from '../http/deadline.ts';
import type { RequestQueue } from '../http/request-queue.ts';
import { describeMedia } from './describe-media.ts';
import { openMedia } from './open-media.ts';
import type { SameVersion } from './same-version.ts';
import { createMediaSender } from './send-media.ts';

/** Immich's pictures and videos. */
export interface Media {
  /** Queued with JSON requests. */
  describe(asset: Asset, rendition: Rendition, options?: RequestOptions): Promise<RenditionMetadata>;
  /** Not queued: a slow reader must not block other requests. */
  open(asset: Asset, rendition: Rendition, options?: OpenOptions): Promise<Content>;
}

export interface MediaParts {
  readonly connection: Connection;
  readonly queue: RequestQueue;
  readonly sameVersion: SameVersion;
  readonly onWarning: (message: string) => void;
}

/** A description is a few small answers; a dripping one must not block the queue. */
const DESCRIBE_TIMEOUTS = 4;

export function createMedia({ connection, queue, sameVersion, onWarning }: MediaParts): Media {
  const send = createMediaSender(connection, onWarning);
  const parts = { send, sameVersion, quiet: connection.quiet };
  return {
    describe: (asset, rendition, options = {}) =>
      queue(
        () =>
          withDeadline(DESCRIBE_TIMEOUTS * connection.timeoutMs, options.signal, (signal) =>
            describeMedia(send, asset, rendition, { signal }),
          ),
        options,
      ),
    open: (asset, rendition, options = {}) => openMedia(parts, asset, rendition, options),
  };
}
