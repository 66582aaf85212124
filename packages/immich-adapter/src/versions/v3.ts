import type { ImmichAsset } from '../contract/immich.ts';
import { answerOf } from '../http/json-client.ts';
import { listIn, unfitAnswer } from './unfit-answer.ts';
import type { VersionLine } from './version-line.ts';

/** The most that Immich allows. */
const PAGE_SIZE = 1000;

/** Immich 3.x: one list of albums, members by search. */
export const v3: VersionLine = {
  name: '3.x',
  async listAlbums(client, { signal }) {
    const answer = await answerOf((end) => client.GET('/albums', { signal: end }), signal);
    const albums = listIn(answer, 'the list of albums');
    // 2.x would have left out the shared albums here.
    if (albums.some((album) => album.assets !== undefined)) throw unfitAnswer('the list of albums');
    return albums;
  },
  /**
   * No `visibility` is asked for: that gives what is on the timeline and archived (and hidden, which is dropped later) in
   * one go, and agrees with `assetCount`. Two passes would lose or double what is archived between them.
   */
  async *listMembers(client, albumId, { signal }) {
    const seen = new Set<string>();
    for (let page = 1; ; page++) {
      const body = { albumIds: [albumId], size: PAGE_SIZE, page, withExif: true };
      const answer = await answerOf((end) => client.POST('/search/metadata', { body, signal: end }), signal);
      const items = listIn(answer.assets?.items, 'a search');
      yield items;
      if (answer.assets.nextPage === null) return;
      if (typeof answer.assets.nextPage !== 'string' || !bringsNew(items, seen))
        throw unfitAnswer('a search that never ends');
    }
  },
};

function bringsNew(items: readonly ImmichAsset[], seen: Set<string>): boolean {
  const before = seen.size;
  for (const { id } of items) seen.add(id);
  return seen.size > before;
}
