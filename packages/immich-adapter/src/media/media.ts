import type { Asset, Content, OpenOptions, Rendition, RenditionMetadata, RequestOptions } from '@immich-webdav/core';
import type { Connection } from '../http/connection.ts';
import { withDeadline } from '../http/deadline.ts';
import type { InTurn } from '../http/request-queue.ts';
import { describeMedia } from './describe-media.ts';
import { openMedia } from './open-media.ts';
import type { SameVersion } from './same-version.ts';
import { createMediaSender } from './send-media.ts';

/** Pictures and videos as Immich sends them. */
export interface Media {
  /** Waits for its turn, as JSON does. */
  describe(asset: Asset, rendition: Rendition, options?: RequestOptions): Promise<RenditionMetadata>;
  /** Waits for nothing: a slow reader must not hold up others. */
  open(asset: Asset, rendition: Rendition, options?: OpenOptions): Promise<Content>;
}

export interface MediaParts {
  readonly connection: Connection;
  readonly inTurn: InTurn;
  readonly sameVersion: SameVersion;
  readonly onWarning: (message: string) => void;
}

/** A description is a few small answers; one that drips must not keep the place of others. */
const DESCRIBE_TIMEOUTS = 4;

export function createMedia({ connection, inTurn, sameVersion, onWarning }: MediaParts): Media {
  const send = createMediaSender(connection, onWarning);
  const parts = { send, sameVersion, quiet: connection.quiet };
  return {
    describe: (asset, rendition, options = {}) =>
      inTurn(
        () =>
          withDeadline(DESCRIBE_TIMEOUTS * connection.timeoutMs, options.signal, (signal) =>
            describeMedia(send, asset, rendition, { signal }),
          ),
        options,
      ),
    open: (asset, rendition, options = {}) => openMedia(parts, asset, rendition, options),
  };
}
