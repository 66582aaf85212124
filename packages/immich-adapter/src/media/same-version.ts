import { type Asset, LibraryError } from '@immich-webdav/core';
import { LRUCache } from 'lru-cache';
import type { JsonApi } from '../http/json-api.ts';
import { createAssetMapper } from '../mapping/asset.ts';
import { parseContentRange } from './content-range.ts';
import type { StreamedAnswer } from './request-stream.ts';

/** Checks that an answer has the listed file: Immich 2.x and external libraries replace files in place. */
export interface SameVersion {
  /** Rejects with `conflict` if the file was replaced since it was listed. */
  require(answer: StreamedAnswer, asset: Asset, signal?: AbortSignal): Promise<void>;
}

/** Cached entity tags; after eviction, the file is compared with its listing again. */
const CACHED_TAGS = 10_000;

/**
 * Immich's entity tag of an original is made of its length and time, so it changes with the file. Only an unexpected one costs a
 * request for the asset's record.
 */
export function createSameVersion(api: JsonApi): SameVersion {
  const toAsset = createAssetMapper();
  const tags = new LRUCache<string, string>({ max: CACHED_TAGS });

  async function lookUp({ id, revision }: Asset, signal: AbortSignal | undefined): Promise<void> {
    const record = await api.ask(
      (client, init) => client.GET('/assets/{id}', { params: { path: { id } }, ...init }),
      signal && { signal },
    );
    if (toAsset(record).revision === revision) return;
    throw new LibraryError('conflict', 'The file was replaced in Immich since its folder was listed; list it again.');
  }

  return {
    async require(answer, asset, signal) {
      const key = `${asset.id} ${asset.revision}`;
      const tag = answer.header('etag');
      const before = tags.get(key);
      const isExpected = before === undefined || tag === undefined ? looksAsListed(answer, asset) : tag === before;
      if (!isExpected) await lookUp(asset, signal);
      if (tag !== undefined) tags.set(key, tag);
    },
  };
}

/** Whether length and time, if sent, are those of the listing. */
function looksAsListed(answer: StreamedAnswer, { size, modifiedAt }: Asset): boolean {
  const received = sizeOf(answer);
  if (received !== undefined && size !== undefined && received !== size) return false;
  const modified = Date.parse(answer.header('last-modified') ?? '');
  return Number.isNaN(modified) || modified === Math.floor(modifiedAt / 1000) * 1000;
}

/** Length of the whole file. */
function sizeOf({ status, header }: StreamedAnswer): number | undefined {
  if (status !== 200) return parseContentRange(header('content-range'))?.size;
  const length = header('content-length');
  return length === undefined ? undefined : Number(length);
}
