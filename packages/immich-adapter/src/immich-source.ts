import type { Asset, AssetGroup, AssetSource, RequestOptions } from '@immich-webdav/core';
import type { ImmichAlbum, ImmichAsset } from './contract/immich.ts';
import { connectTo } from './http/connection.ts';
import { createJsonClient, type JsonClient } from './http/json-client.ts';
import { openLocalOriginal } from './local-originals/open-local-original.ts';
import { toGroup } from './mapping/album.ts';
import { isMember, toAsset } from './mapping/asset.ts';
import { inSlices } from './mapping/in-slices.ts';
import type { ImmichOptions } from './options.ts';
import { openOriginal } from './originals/open-original.ts';
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
  const connection = connectTo(options);
  let requests = 0;
  const client = createJsonClient(connection, () => {
    requests += 1;
  });
  const lines = createVersionLines(client, options.onWarning);
  const mappings = options.libraryPathMap ?? [];
  return {
    groupKinds: ['album'],
    get requests() {
      return requests;
    },
    listGroups: async (_kind, requestOptions = {}) => (await listAlbums(client, lines, requestOptions)).map(toGroup),
    listAssets: async function* ({ group }, requestOptions = {}) {
      for await (const page of listMembers(client, lines, group, requestOptions))
        for await (const slice of inSlices(page)) yield slice.filter(isMember).map(toAsset);
    },
    open: async (asset: Asset, _rendition, openOptions = {}) =>
      (await openLocalOriginal(mappings, asset, openOptions)) ?? openOriginal(connection, asset, openOptions),
    close: () => connection.close(),
  };
}

async function listAlbums(
  client: JsonClient,
  lines: VersionLines,
  options: RequestOptions,
): Promise<readonly ImmichAlbum[]> {
  const line = await lines.current(options.signal);
  try {
    return await line.listAlbums(client, options);
  } catch (error) {
    const other = await lines.afterError(error, line, options.signal);
    if (!other) throw error;
    return other.listAlbums(client, options);
  }
}

async function* listMembers(
  client: JsonClient,
  lines: VersionLines,
  group: AssetGroup,
  options: RequestOptions,
): AsyncIterable<readonly ImmichAsset[]> {
  const line = await lines.current(options.signal);
  let isBegun = false;
  try {
    for await (const page of line.listMembers(client, group.id, options)) {
      isBegun = true;
      yield page;
    }
    return;
  } catch (error) {
    // Pages that were given cannot be taken back.
    const other = isBegun ? undefined : await lines.afterError(error, line, options.signal);
    if (!other) throw error;
    yield* other.listMembers(client, group.id, options);
  }
}
