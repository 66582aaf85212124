import { searchPages } from '../search/search-pages.ts';
import type { VersionLine } from './version-line.ts';

/** Immich 3.x: one list of albums, members by search. */
export const v3: VersionLine = {
  name: '3.x',
  albumQueries: [{}],
  albumQuery: {},
  ownAlbumsQuery: { isOwned: true },
  // 2.x lists shared albums only when asked for them.
  findsAlbumsOfAllLines: false,
  // 2.x has the field, and would have left out the shared albums.
  fits: ({ assets }) => assets === undefined,
  ownerOf: ({ albumUsers }) => albumUsers?.[0]?.user,
  /**
   * No `visibility` is asked for: that gives what is on the timeline and archived (and hidden, which is dropped later) in
   * one go. Two passes would lose or double what is archived between them.
   */
  searchPasses: [{}],
  /** Agrees with `assetCount`. */
  listMembers: (api, albumId, options) => searchPages(api, { albumIds: [albumId] }, options),
};
