import type { ImmichAsset } from '../contract/immich.ts';
import { arrayInChunks } from '../http/array-in-parts.ts';
import { hasId } from '../mapping/records.ts';
import type { VersionLine } from './version-line.ts';

/** Immich 2.x (2.7 is tested): own and shared albums are two lists, and an album brings its members along. */
export const v2: VersionLine = {
  name: '2.x',
  albumQueries: [{}, { shared: true }],
  albumQuery: { withoutAssets: true },
  ownAlbumsQuery: {},
  findsAlbumsOfAllLines: true,
  // 3.x has no such field, so a server without it was upgraded.
  fits: ({ assets }) => assets !== undefined,
  ownerOf: ({ owner }) => owner,
  // What a search or a count covers that names no visibility was not recorded.
  searchPasses: [{ visibility: 'timeline' }, { visibility: 'archive' }],
  // A search would leave out what other people put into the album, and all that is archived.
  async *listMembers(api, id, options) {
    const json = await api.ask(
      (client, init) => client.GET('/albums/{id}', { params: { path: { id } }, parseAs: 'arrayBuffer', ...init }),
      options,
    );
    for await (const part of arrayInChunks<ImmichAsset>(new Uint8Array(json), 'assets', 'an album'))
      yield part.filter(hasId);
  },
};
