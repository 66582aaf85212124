import type { ImmichAsset } from '../contract/immich.ts';
import { listIn, unfitAnswer } from './unfit-answer.ts';
import type { VersionLine } from './version-line.ts';

/** The most that Immich allows. */
const PAGE_SIZE = 1000;

/** Immich 3.x: one list of albums, members by search. */
export const v3: VersionLine = {
  name: '3.x',
  albumQueries: [{}],
  // 2.x has the field, and would have left out the shared albums.
  fits: ({ assets }) => assets === undefined,
  /**
   * No `visibility` is asked for: that gives what is on the timeline and archived (and hidden, which is dropped later) in
   * one go, and agrees with `assetCount`. Two passes would lose or double what is archived between them.
   */
  async *listMembers(api, albumId, options) {
    const seen = new Set<string>();
    for (let page = 1; ; page++) {
      const body = { albumIds: [albumId], size: PAGE_SIZE, page, withExif: true };
      const answer = await api.ask((client, init) => client.POST('/search/metadata', { body, ...init }), options);
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
