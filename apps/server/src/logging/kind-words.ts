import type { RefreshedKind, SourceKind } from '@immich-webdav/core';

interface Words {
  /** What begins a sentence about all of the kind. */
  readonly all: string;
  /** The same about one. */
  readonly one: string;
  /** What one is called as a property of a line. */
  readonly key: string;
}

const ofSources: Readonly<Record<SourceKind, Words>> = {
  album: { all: 'The albums', one: 'An album', key: 'album' },
  month: { all: 'The months of the timeline', one: 'A month of the timeline', key: 'month' },
  person: { all: 'The people', one: 'A person', key: 'person' },
  tag: { all: 'The tags', one: 'A tag', key: 'tag' },
  unfiled: { all: 'What is in no album', one: 'What is in no album', key: 'group' },
  search: { all: 'The saved searches', one: 'A saved search', key: 'search' },
};

const others: Readonly<Record<string, Words>> = {
  ...ofSources,
  stack: { all: 'The stacks', one: 'A stack', key: 'stack' },
  'derived:partner': { all: 'What partners share', one: 'What a partner shares', key: 'partner' },
};

/** How people call what is left out, fails or is read. */
export const wordsFor = (kind: RefreshedKind): Words =>
  others[kind] ?? { all: 'Some folders', one: 'A folder', key: 'folder' };
