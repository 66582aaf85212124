import type {
  AssetSource,
  AssetWriter,
  MonthExtra,
  RequestOptions,
  SourceChanges,
  SourceKind,
  SourceRenditions,
  SourceStacks,
} from '@immich-webdav/core';
import { createAccount } from './account/account.ts';
import { watchHints } from './hints/watch-hints.ts';
import { connectTo } from './http/connection.ts';
import { createJsonApi, DEFAULT_CONCURRENCY } from './http/json-api.ts';
import { createRequestQueue } from './http/request-queue.ts';
import { createKinds, GROUP_KINDS } from './kinds.ts';
import { openLocalOriginal } from './local-originals/open-local-original.ts';
import { createAssetMapper, isMember } from './mapping/asset.ts';
import { inSlices } from './mapping/in-slices.ts';
import { createMedia } from './media/media.ts';
import { createSameVersion } from './media/same-version.ts';
import type { ImmichOptions } from './options.ts';
import { createStackLister } from './stacks/list-stacks.ts';
import { createVersionLines } from './versions/server-version.ts';
import { createImmichWriter } from './writer/immich-writer.ts';

/** An Immich server, with the access of one user. */
export interface ImmichSource extends AssetSource {
  requireAccess(part: MonthExtra, options?: RequestOptions): Promise<void>;
  readonly stacks: SourceStacks;
  readonly renditions: SourceRenditions;
  readonly writer: AssetWriter;
  close(): Promise<void>;
}

/**
 * An Immich server (2.7 or 3.x), read over its HTTP API: albums, and the user's own assets by month, person, tag and search. Sends
 * no request before the first call. Throws a TypeError for a malformed address or key.
 */
export function createImmichSource(options: ImmichOptions): ImmichSource {
  const { hints = true, libraryPathMap = [], onWarning = () => {}, now = Date.now } = options;
  const connection = connectTo(options);
  const queue = options.queue ?? createRequestQueue(options.concurrency ?? DEFAULT_CONCURRENCY);
  const api = createJsonApi(connection, queue);
  const media = createMedia({ connection, queue, sameVersion: createSameVersion(api), onWarning });
  const lines = createVersionLines(api, onWarning);
  const account = createAccount(api, now);
  let hintsSoFar = 0;
  const kinds = createKinds({ api, lines, account, now, hintsSoFar: () => hintsSoFar, options });
  const closing = new AbortController();
  const changes: SourceChanges = {
    watch: (onHint, signal) => {
      const noteHint = (): void => {
        hintsSoFar += 1;
        onHint();
      };
      watchHints(connection, { onHint: noteHint, onWarning, signal: AbortSignal.any([signal, closing.signal]) });
    },
  };
  return {
    groupKinds: GROUP_KINDS,
    get requests() {
      return api.requests;
    },
    async listGroups(kind, listOptions = {}) {
      // Immich's answer to the list of albums names a missing permission.
      if (kind !== 'album') await account.require(kind, listOptions);
      return kinds[kind].list(listOptions);
    },
    requireAccess: (part, requestOptions) => account.require(part, requestOptions),
    async *listAssets({ group }, requestOptions = {}) {
      const kind = kinds[group.kind as SourceKind];
      const toAsset = createAssetMapper(await kind.ownerNames?.(requestOptions));
      for await (const page of kind.members(group, requestOptions))
        for await (const slice of inSlices(page)) yield slice.filter(isMember).map(toAsset);
    },
    ...(hints && { changes }),
    writer: createImmichWriter({ connection, api, account, now }),
    stacks: { list: createStackLister(api, now) },
    renditions: { describe: (asset, rendition, requestOptions) => media.describe(asset, rendition, requestOptions) },
    async open(asset, rendition, openOptions = {}) {
      // With metadata of Immich's file, only Immich's file will do.
      const mayBeLocal = rendition === 'original' && openOptions.metadata === undefined;
      const local = mayBeLocal ? await openLocalOriginal(libraryPathMap, asset, openOptions) : undefined;
      return local ?? media.open(asset, rendition, openOptions);
    },
    close: () => {
      closing.abort();
      return connection.close();
    },
  };
}
