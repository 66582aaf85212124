import type { Asset, AssetGroup, AssetSource, ChangeFeed, RequestOptions } from '@immich-webdav/core';
import { createAlbumLister } from './albums/list-albums.ts';
import type { ImmichAsset } from './contract/immich.ts';
import { watchHints } from './hints/watch-hints.ts';
import { type Connection, connectTo } from './http/connection.ts';
import { createJsonApi, type JsonApi } from './http/json-api.ts';
import { openLocalOriginal } from './local-originals/open-local-original.ts';
import { isMember, toAsset } from './mapping/asset.ts';
import { inSlices } from './mapping/in-slices.ts';
import type { ImmichOptions } from './options.ts';
import { openOriginal } from './originals/open-original.ts';
import { createSameVersion } from './originals/same-version.ts';
import { createVersionLines, type VersionLines } from './versions/server-version.ts';

/** An Immich server as one user sees it. */
export interface ImmichSource extends AssetSource {
  /** Ends all requests and connections. */
  close(): Promise<void>;
}

/**
 * The albums of an Immich server (2.7 or 3.x), read over its HTTP API. Nothing is asked before the first call. Throws a
 * TypeError for an address or a key that cannot work.
 */
export function createImmichSource(options: ImmichOptions): ImmichSource {
  const { hints = true, libraryPathMap = [], onWarning = () => {} } = options;
  const connection = connectTo(options);
  const api = createJsonApi(connection, options.concurrency);
  const lines = createVersionLines(api, onWarning);
  const albums = createAlbumLister(api, lines);
  const originals = { connection, sameVersion: createSameVersion(api) };
  const closing = new AbortController();
  return {
    groupKinds: ['album'],
    get requests() {
      return api.requests;
    },
    listGroups: (_kind, requestOptions) => albums.list(requestOptions),
    listAssets: async function* ({ group }, requestOptions = {}) {
      for await (const page of listMembers(api, lines, group, requestOptions))
        for await (const slice of inSlices(page)) yield slice.filter(isMember).map(toAsset);
    },
    ...(hints && { changes: changesOf(connection, onWarning, closing.signal) }),
    open: async (asset: Asset, _rendition, openOptions = {}) =>
      (await openLocalOriginal(libraryPathMap, asset, openOptions)) ?? openOriginal(originals, asset, openOptions),
    close: () => {
      closing.abort();
      return connection.close();
    },
  };
}

const changesOf = (connection: Connection, onWarning: (message: string) => void, closing: AbortSignal): ChangeFeed => ({
  watch: (onHint, signal) => watchHints(connection, { onHint, onWarning, signal: AbortSignal.any([signal, closing]) }),
});

async function* listMembers(
  api: JsonApi,
  lines: VersionLines,
  group: AssetGroup,
  options: RequestOptions,
): AsyncIterable<readonly ImmichAsset[]> {
  const line = await lines.current(options.signal);
  let isBegun = false;
  try {
    for await (const page of line.listMembers(api, group.id, options)) {
      isBegun = true;
      yield page;
    }
    return;
  } catch (error) {
    // Pages that were given cannot be taken back.
    const other = isBegun ? undefined : await lines.afterError(error, line, options.signal);
    if (!other) throw error;
    yield* other.listMembers(api, group.id, options);
  }
}
