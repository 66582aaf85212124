import {
  type AssetUpdate,
  type AssetWriter,
  type FoundAsset,
  LibraryError,
  type Quota,
  type RequestOptions,
  type Upload,
  type Uploaded,
  type UploadRules,
} from '@immich-webdav/core';
import { type Account, readPermissions } from '../account/account.ts';
import { cacheFor } from '../http/cache-for.ts';
import type { Connection } from '../http/connection.ts';
import type { JsonApi } from '../http/json-api.ts';
import { createAssetMapper } from '../mapping/asset.ts';
import { abilitiesWith } from './abilities.ts';
import { createAlbumWriter } from './album-writer.ts';
import { sendUpload } from './upload.ts';

export interface WriterParts {
  readonly connection: Connection;
  readonly api: JsonApi;
  readonly account: Pick<Account, 'userId'>;
  readonly now: () => number;
}

/** What Immich takes changes with its release, and its trash with a setting. */
const RULES_MS = 60_000;

/** Changes the library of one user in Immich. `force` is never sent: nothing is ever destroyed. */
export function createImmichWriter({ connection, api, account, now }: WriterParts): AssetWriter {
  const toAsset = createAssetMapper();
  const rules = cacheFor(RULES_MS, now, (options?: RequestOptions) => readRules(api, options));

  async function find(id: string, options: RequestOptions = {}): Promise<FoundAsset | undefined> {
    try {
      const path = { id };
      const record = await api.ask(
        (client, init) => client.GET('/assets/{id}', { params: { path }, ...init }),
        options,
      );
      const isOwn = record.ownerId === (await account.userId(options));
      return { asset: toAsset(record), isTrashed: record.isTrashed, mayTrash: isOwn && record.libraryId === null };
    } catch (error) {
      if (LibraryError.is(error) && error.code === 'not-found') return undefined;
      throw error;
    }
  }

  async function upload(file: Upload, options: RequestOptions = {}): Promise<Uploaded> {
    const { id, status } = await sendUpload(connection, file, options);
    const found = await find(id, options);
    if (found?.asset.sha1 !== file.sha1)
      throw new LibraryError(
        'bad-response',
        'Immich has other bytes than those that were uploaded; upload them again.',
      );
    const outcome = status === 'duplicate' ? 'duplicate' : 'created';
    return { asset: found.asset, outcome, isTrashed: found.isTrashed };
  }

  return {
    abilities: async (options) => abilitiesWith(await readPermissions(api, options)),
    rules,
    quota: (options) => readQuota(api, options),
    upload,
    find,
    async update(ids, update, options) {
      const body = { ids: [...ids], ...changesOf(update) };
      await api.run((client, init) => client.PUT('/assets', { body, ...init }), options);
    },
    async trash(ids, options) {
      const { hasTrash } = await readRules(api, options);
      if (!hasTrash) throw new LibraryError('forbidden', "Immich's trash is off, so it would destroy what is deleted.");
      for (const id of ids) requireOwn(await find(id, options));
      await api.run((client, init) => client.DELETE('/assets', { body: { ids: [...ids] }, ...init }), options);
    },
    async restore(ids, options) {
      const body = { ids: [...ids] };
      await api.ask((client, init) => client.POST('/trash/restore/assets', { body, ...init }), options);
    },
    async copyRelations(sourceId, targetId, options) {
      await api.run((client, init) => client.PUT('/assets/copy', { body: { sourceId, targetId }, ...init }), options);
    },
    albums: createAlbumWriter(api),
  };
}

function requireOwn(found: FoundAsset | undefined): void {
  if (found?.mayTrash) return;
  throw new LibraryError('forbidden', 'Only own uploads can be moved to the trash.');
}

function changesOf({ isFavorite, isArchived, rating, description }: AssetUpdate) {
  return {
    ...(isFavorite !== undefined && { isFavorite }),
    ...(isArchived !== undefined && { visibility: isArchived ? ('archive' as const) : ('timeline' as const) }),
    ...(rating !== undefined && { rating: rating === 0 ? null : rating }),
    ...(description !== undefined && { description }),
  };
}

async function readRules(api: JsonApi, options?: RequestOptions): Promise<UploadRules> {
  const [types, { trash }] = await Promise.all([
    api.ask((client, init) => client.GET('/server/media-types', init), options),
    api.ask((client, init) => client.GET('/server/features', init), options),
  ]);
  const taken = new Set([...(types.image ?? []), ...(types.video ?? [])]);
  return { takes: (extension) => taken.has(extension), hasTrash: trash === true };
}

async function readQuota(api: JsonApi, options?: RequestOptions): Promise<Quota> {
  const user = await api.ask((client, init) => client.GET('/users/me', init), options);
  const { quotaSizeInBytes: size, quotaUsageInBytes: usage } = user;
  const used = usage ?? 0;
  return { used, ...(typeof size === 'number' && { available: Math.max(0, size - used) }) };
}
