import { type AssetSource, LibraryError, type RequestOptions } from '@immich-webdav/core';
import { connectTo } from '../http/connection.ts';
import { createJsonApi, DEFAULT_CONCURRENCY } from '../http/json-api.ts';
import { createRequestQueue, type RequestQueue } from '../http/request-queue.ts';
import { createAssetMapper, isMember } from '../mapping/asset.ts';
import { inSlices } from '../mapping/in-slices.ts';
import { createMedia } from '../media/media.ts';
import { createSameVersion } from '../media/same-version.ts';
import { inLine, pagesInLine } from '../versions/in-line.ts';
import { createVersionLines } from '../versions/server-version.ts';
import { createAlbumGroup, createOwnGroup } from './link-group.ts';
import type { ImmichLink, ImmichLinksOptions } from './open-link.ts';
import { withoutMetadata } from './without-metadata.ts';

export interface LinkSourceOptions extends Omit<ImmichLinksOptions, 'concurrency'> {
  /** The link as it was opened last; called for each request. Only its token may change. */
  readonly link: () => ImmichLink;
  /** As in `ImmichOptions`. */
  readonly connections?: number;
  readonly queue?: RequestQueue;
  readonly onWarning?: (message: string) => void;
  /** Called for each request that Immich refuses because the link is gone or has another password. */
  readonly onRefused?: () => void;
}

/**
 * The assets of a shared link as one album, with the access of the link alone. Sends no request before the first call. Without
 * metadata, Immich still lists names and dates of an album; they are removed here.
 */
export function createLinkSource(options: LinkSourceOptions): AssetSource {
  const { link, onWarning = () => {}, onRefused = () => {}, ...rest } = options;
  const { albumId, createdAt, showMetadata } = link();
  const connection = connectTo({ ...rest, credentials: () => ({ sharedLink: link() }) });
  const queue = options.queue ?? createRequestQueue(DEFAULT_CONCURRENCY);
  const api = createJsonApi(connection, queue);
  const media = createMedia({ connection, queue, sameVersion: createSameVersion(api), onWarning });
  const lines = createVersionLines(api, onWarning);
  const group = albumId === undefined ? createOwnGroup(api, link(), Date.now) : createAlbumGroup(api, albumId);

  async function explained<T>(work: () => Promise<T>): Promise<T> {
    try {
      return await work();
    } catch (error) {
      throw explain(error, onRefused);
    }
  }

  return {
    groupKinds: ['album'],
    get requests() {
      return api.requests;
    },
    listGroups: (_, { signal, background = false } = {}) => {
      const request: RequestOptions = { background, ...(signal && { signal }) };
      return explained(() => inLine(lines, (line) => group.list(line, request), signal));
    },
    async *listAssets({ group: listed }, request = {}) {
      const toAsset = createAssetMapper();
      try {
        for await (const page of pagesInLine(lines, (line) => group.members(line, listed, request), request.signal))
          for await (const slice of inSlices(page)) {
            const assets = slice.filter(isMember).map(toAsset);
            yield showMetadata ? assets : assets.map((asset) => withoutMetadata(asset, createdAt));
          }
      } catch (error) {
        throw explain(error, onRefused);
      }
    },
    renditions: {
      describe: (asset, rendition, request) => explained(() => media.describe(asset, rendition, request)),
    },
    open: (asset, rendition, request = {}) => explained(() => media.open(asset, rendition, request)),
    close: () => connection.close(),
  };
}

function explain(error: unknown, onRefused: () => void): unknown {
  if (!LibraryError.is(error) || error.code !== 'unauthenticated') return error;
  onRefused();
  return new LibraryError(
    'unauthenticated',
    'Immich no longer accepts this shared link: it expired, was removed, or has another password.',
    { cause: error },
  );
}
