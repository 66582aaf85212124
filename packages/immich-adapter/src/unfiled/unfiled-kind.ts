import type { Kind } from '../groups/kind.ts';
import { createRotatingKind, type RotatingKindParts } from '../groups/rotating-kind.ts';
import { inLine } from '../versions/in-line.ts';
import { countFound, searchAll } from '../versions/search-all.ts';

const FILTER = { isNotInAlbum: true };

/** One group of the user's own assets in no album. Detects changes by its count, so not those that keep it. */
export function createUnfiledKind(parts: RotatingKindParts): Kind {
  const { api, lines } = parts;
  return createRotatingKind(
    {
      list: async () => [{ kind: 'unfiled', id: 'unfiled', name: 'unfiled', revision: 'unfiled' }],
      ask: async (_id, options) =>
        String(await inLine(lines, (line) => countFound(api, line, FILTER, options), options.signal)),
      find: (line, _id, options) => searchAll(api, line, FILTER, options),
    },
    parts,
  );
}
