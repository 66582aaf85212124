import type { ImmichTag } from '../contract/immich.ts';
import type { Undated } from '../groups/dated-groups.ts';
import type { Kind } from '../groups/kind.ts';
import { markOfMonths } from '../groups/mark-of-months.ts';
import { createRotatingKind, type RotatingKindParts } from '../groups/rotating-kind.ts';
import { createCachedAnswer } from '../http/cached-answer.ts';
import { firstDate } from '../mapping/dates.ts';
import { nameOr } from '../mapping/names.ts';
import { hasUuid, listIn } from '../mapping/records.ts';
import { searchAll } from '../versions/search-all.ts';

/**
 * The user's tags, each below its parents. A parent includes the assets of its children: Immich reports which of them an asset has only
 * in the record of the single asset.
 */
export function createTagKind(parts: RotatingKindParts): Kind {
  const { api } = parts;
  const tags = createCachedAnswer(
    api,
    (client, init) => client.GET('/tags', init),
    ({ data }) => listIn(data, 'the list of tags', hasUuid).map(toGroup),
  );
  return createRotatingKind(
    {
      list: (options) => tags.read(options),
      ask: (tagId, options) => markOfMonths(api, { tagId }, options),
      find: (line, id, options) => searchAll(api, line, { tagIds: [id] }, options),
    },
    parts,
  );
}

function toGroup({ id, value, createdAt, updatedAt }: ImmichTag): Undated {
  const names = nameOr(value, 'Tag', id).split('/');
  const parents = names.slice(0, -1);
  return {
    kind: 'tag',
    id,
    name: names.at(-1) ?? '',
    ...(parents.length > 0 && { parents }),
    revision: String(firstDate(updatedAt)),
    createdAt: firstDate(createdAt, updatedAt),
    modifiedAt: firstDate(updatedAt, createdAt),
  };
}
