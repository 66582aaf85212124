import type { Kind } from '../groups/kind.ts';
import { markOfMonths } from '../groups/mark-of-months.ts';
import { createRotatingKind, type RotatingKindParts } from '../groups/rotating-kind.ts';
import { searchAll } from '../versions/search-all.ts';
import { createPeopleReader } from './read-people.ts';

/** People who have a name and are not hidden, with the user's own assets that show them. */
export function createPeopleKind(parts: RotatingKindParts): Kind {
  const { api } = parts;
  return createRotatingKind(
    {
      list: createPeopleReader(api),
      ask: (personId, options) => markOfMonths(api, { personId }, options),
      find: (line, id, options) => searchAll(api, line, { personIds: [id] }, options),
    },
    parts,
  );
}
