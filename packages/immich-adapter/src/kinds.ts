import type { SourceKind } from '@immich-webdav/core';
import type { Account } from './account/account.ts';
import { createAlbumKind } from './albums/album-kind.ts';
import type { Kind } from './groups/kind.ts';
import type { JsonApi } from './http/json-api.ts';
import { createMonthKind } from './months/month-kind.ts';
import type { ImmichOptions } from './options.ts';
import { createPeopleKind } from './people/people-kind.ts';
import { createSearchKind } from './searches/search-kind.ts';
import { createTagKind } from './tags/tag-kind.ts';
import { createUnfiledKind } from './unfiled/unfiled-kind.ts';
import type { VersionLines } from './versions/server-version.ts';

export interface KindParts {
  readonly api: JsonApi;
  readonly lines: VersionLines;
  readonly account: Account;
  readonly now: () => number;
  /** Hints received so far. */
  readonly hintsSoFar: () => number;
  readonly options: ImmichOptions;
}

const DEFAULT_SEARCH_LIMIT = 500;

/** The kinds of groups. `account/permissions.ts` lists the permissions that they need. */
const KINDS: Readonly<Record<SourceKind, (parts: KindParts) => Kind>> = {
  album: ({ api, lines, account }) => createAlbumKind(api, lines, account),
  month: ({ api, lines, account, now, hintsSoFar, options: { partners = false } }) =>
    createMonthKind(api, lines, account, { partners, hintsSoFar, now }),
  person: createPeopleKind,
  tag: createTagKind,
  unfiled: createUnfiledKind,
  search: (parts) => {
    const { searches = [], searchLimit: limit = DEFAULT_SEARCH_LIMIT } = parts.options;
    return createSearchKind(parts, { searches, limit });
  },
};

export const GROUP_KINDS: readonly SourceKind[] = Object.keys(KINDS) as SourceKind[];

export const createKinds = (parts: KindParts): Readonly<Record<SourceKind, Kind>> => ({
  album: KINDS.album(parts),
  month: KINDS.month(parts),
  person: KINDS.person(parts),
  tag: KINDS.tag(parts),
  unfiled: KINDS.unfiled(parts),
  search: KINDS.search(parts),
});
