import { type Asset, type AssetSource, type ChangeFeed, type SourceKind, TreeError } from '@immich-webdav/core';
import { createAccount } from './account/account.ts';
import { watchHints } from './hints/watch-hints.ts';
import { type Connection, connectTo } from './http/connection.ts';
import { createJsonApi } from './http/json-api.ts';
import { createKinds, GROUP_KINDS } from './kinds.ts';
import { openLocalOriginal } from './local-originals/open-local-original.ts';
import { createAssetMapper, isMember } from './mapping/asset.ts';
import { inSlices } from './mapping/in-slices.ts';
import type { ImmichOptions } from './options.ts';
import { openOriginal } from './originals/open-original.ts';
import { createVersionLines } from './versions/server-version.ts';

/** An Immich server as one user sees it. */
export interface ImmichSource extends AssetSource {
  /** Ends all requests and connections. */
  close(): Promise<void>;
}

/**
 * An Immich server (2.7 or 3.x), read over its HTTP API: albums, and the user's own assets by month, person, tag and search. Nothing
 * is asked before the first call. Throws a TypeError for an address or a key that cannot work.
 */
export function createImmichSource(options: ImmichOptions): ImmichSource {
  const { hints = true, libraryPathMap = [], onWarning = () => {}, partners = false, now = Date.now } = options;
  const connection = connectTo(options);
  const api = createJsonApi(connection, options.concurrency);
  const lines = createVersionLines(api, onWarning);
  const account = createAccount(api, partners, now);
  const kinds = createKinds({ api, lines, account, now, options });
  const closing = new AbortController();
  return {
    groupKinds: GROUP_KINDS,
    get requests() {
      return api.requests;
    },
    async listGroups(kind, listOptions = {}) {
      // Albums tell by themselves what is missing.
      if (kind !== 'album') await account.require(kind, listOptions);
      return kinds[kind].list(listOptions);
    },
    async *listAssets({ group }, requestOptions = {}) {
      const kind = kinds[group.kind as SourceKind];
      const toAsset = createAssetMapper(await kind.owners?.(requestOptions));
      for await (const page of kind.members(group, requestOptions))
        for await (const slice of inSlices(page)) yield slice.filter(isMember).map(toAsset);
    },
    ...(hints && { changes: changesOf(connection, onWarning, closing.signal) }),
    async open(asset: Asset, rendition, openOptions = {}) {
      if (rendition !== 'original') throw new TreeError('not-supported', 'Only originals can be read from Immich.');
      const local = await openLocalOriginal(libraryPathMap, asset, openOptions);
      return local ?? openOriginal(connection, asset, openOptions);
    },
    close: () => {
      closing.abort();
      return connection.close();
    },
  };
}

const changesOf = (connection: Connection, onWarning: (message: string) => void, closing: AbortSignal): ChangeFeed => ({
  watch: (onHint, signal) => watchHints(connection, { onHint, onWarning, signal: AbortSignal.any([signal, closing]) }),
});
