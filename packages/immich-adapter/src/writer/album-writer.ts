import { type AlbumWriter, LibraryError } from '@immich-webdav/core';
import { toGroup } from '../albums/album-groups.ts';
import type { ImmichIdResult } from '../contract/immich.ts';
import type { JsonApi } from '../http/json-api.ts';
import { recordsIn } from '../mapping/records.ts';

/** Results for single assets that leave everything as the caller wants it. */
const FINE: ReadonlySet<string> = new Set(['duplicate', 'not_found']);

/** Throws for the first asset that could not be added or taken out. */
function requireDone(results: readonly ImmichIdResult[]): void {
  const refused = recordsIn(results, 'a change of an album').find(
    ({ success, error = '' }) => success !== true && !FINE.has(error),
  );
  if (refused) throw new LibraryError('forbidden', 'Immich does not let this account change that member of the album.');
}

/** Changes albums of Immich. */
export const createAlbumWriter = (api: JsonApi): AlbumWriter => ({
  async create(albumName, options) {
    const album = await api.ask((client, init) => client.POST('/albums', { body: { albumName }, ...init }), options);
    return toGroup(album, undefined);
  },
  async rename(id, albumName, options) {
    const sent = { params: { path: { id } }, body: { albumName } };
    await api.ask((client, init) => client.PATCH('/albums/{id}', { ...sent, ...init }), options);
  },
  async delete(id, options) {
    await api.run((client, init) => client.DELETE('/albums/{id}', { params: { path: { id } }, ...init }), options);
  },
  async add(id, assetIds, options) {
    const sent = { params: { path: { id } }, body: { ids: [...assetIds] } };
    requireDone(await api.ask((client, init) => client.PUT('/albums/{id}/assets', { ...sent, ...init }), options));
  },
  async remove(id, assetIds, options) {
    const sent = { params: { path: { id } }, body: { ids: [...assetIds] } };
    requireDone(await api.ask((client, init) => client.DELETE('/albums/{id}/assets', { ...sent, ...init }), options));
  },
});
