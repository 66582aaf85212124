import type { Asset, Content, OpenOptions, Rendition, RenditionFacts, RequestOptions } from '@immich-webdav/core';
import type { Connection } from '../http/connection.ts';
import type { InTurn } from '../http/turns.ts';
import { describeMedia } from './describe-media.ts';
import { openMedia } from './open-media.ts';
import { createMediaSender } from './send-media.ts';

/** Pictures and videos as Immich sends them. */
export interface Media {
  /** Waits for its turn, as JSON does. */
  describe(asset: Asset, rendition: Rendition, options?: RequestOptions): Promise<RenditionFacts>;
  /** Waits for nothing: a slow reader must not hold up others. */
  open(asset: Asset, rendition: Rendition, options?: OpenOptions): Promise<Content>;
}

export function createMedia(connection: Connection, inTurn: InTurn, onWarning: (message: string) => void): Media {
  const send = createMediaSender(connection, onWarning);
  return {
    describe: (asset, rendition, options = {}) => inTurn(() => describeMedia(send, asset, rendition, options), options),
    open: (asset, rendition, options = {}) => openMedia(send, asset, rendition, options),
  };
}
