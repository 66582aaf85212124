import type { RefreshedKind, SourceKind } from '@immich-webdav/core';

interface Words {
  /** All groups of the kind, at the beginning of a sentence. */
  readonly all: string;
  /** One group, at the beginning of a sentence. */
  readonly one: string;
  /** Property of a log line that identifies one group. */
  readonly key: string;
}

const ofSources: Readonly<Record<SourceKind, Words>> = {
  album: { all: 'The albums', one: 'An album', key: 'album' },
  month: { all: 'The months of the timeline', one: 'A month of the timeline', key: 'month' },
  person: { all: 'The people', one: 'A person', key: 'person' },
  tag: { all: 'The tags', one: 'A tag', key: 'tag' },
  unfiled: { all: 'The assets in no album', one: 'The assets in no album', key: 'group' },
  search: { all: 'The saved searches', one: 'A saved search', key: 'search' },
};

const others: Readonly<Record<string, Words>> = {
  ...ofSources,
  stack: { all: 'The stacks', one: 'A stack', key: 'stack' },
  'derived:partner': { all: 'The assets of partners', one: 'The assets of a partner', key: 'partner' },
};

/** The words for a kind of group in log lines. */
export const wordsFor = (kind: RefreshedKind): Words =>
  others[kind] ?? { all: 'Some folders', one: 'A folder', key: 'folder' };
