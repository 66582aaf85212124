import type { RequestOptions } from '@immich-webdav/core';
import type { ImmichPeoplePage, ImmichPerson } from '../contract/immich.ts';
import type { Undated } from '../groups/dated-groups.ts';
import { type CachedAnswer, createCachedAnswer } from '../http/cached-answer.ts';
import type { JsonApi } from '../http/json-api.ts';
import { firstDate } from '../mapping/dates.ts';
import { hasUuid, isText, listIn } from '../mapping/records.ts';

/** The most that Immich allows. */
const PAGE_SIZE = 1000;

/** More than any library has; ends the loop on a server whose list never ends. */
const MOST_PAGES = 100;

interface People {
  readonly groups: readonly Undated[];
  readonly isLast: boolean;
}

/** All pages of one read. */
interface CachedPeople {
  readonly pages: readonly People[];
  readonly groups: readonly Undated[];
}

/** Reads the people. Polls one of several pages per call, in rotation, and reads all pages if it changed. */
export function createPeopleReader(api: JsonApi): (options: RequestOptions) => Promise<readonly Undated[]> {
  const questions: CachedAnswer<People>[] = [];
  let cached: CachedPeople | undefined;
  let polls = 0;

  function pageAt(index: number): CachedAnswer<People> {
    const query = { page: index + 1, size: PAGE_SIZE, withHidden: false };
    questions[index] ??= createCachedAnswer(
      api,
      (client, init) => client.GET('/people', { params: { query }, ...init }),
      ({ data }) => toPeople(data),
    );
    return questions[index];
  }

  async function readAll(options: RequestOptions): Promise<readonly People[]> {
    const pages: People[] = [];
    while (pages.length < MOST_PAGES && pages.at(-1)?.isLast !== true) {
      pages.push(await pageAt(pages.length).read(options));
    }
    return pages;
  }

  async function isUnchanged({ pages }: CachedPeople, options: RequestOptions): Promise<boolean> {
    if (pages.length === 1) return false;
    const index = polls++ % pages.length;
    return (await pageAt(index).read(options)) === pages[index];
  }

  return async (options) => {
    const before = cached;
    // After a failure, the next call reads all pages.
    cached = undefined;
    if (before && (await isUnchanged(before, options))) cached = before;
    else {
      const pages = await readAll(options);
      cached = { pages, groups: inOrder(pages) };
    }
    return cached.groups;
  };
}

/** Without duplicates, by id: Immich sorts by number of assets, whose change is no change of the list. */
const inOrder = (pages: readonly People[]): readonly Undated[] =>
  [...new Map(pages.flatMap(({ groups }) => groups).map((group) => [group.id, group])).values()].toSorted((a, b) =>
    a.id < b.id ? -1 : 1,
  );

function toPeople(page: ImmichPeoplePage): People {
  const people = listIn(page.people, 'the list of people', hasUuid);
  return {
    groups: people.filter(isNamed).map(toGroup),
    isLast: page.hasNextPage !== true || isPastNamed(people.at(-1)),
  };
}

const isNamed = ({ name, isHidden }: ImmichPerson): boolean => isText(name) && !isHidden;

/** A library has many more faces without a name than with one, and Immich lists them after all others. */
const isPastNamed = (last: ImmichPerson | undefined): boolean => last?.name === '' && last.isFavorite !== true;

function toGroup({ id, name, updatedAt }: ImmichPerson): Undated {
  const changedAt = firstDate(updatedAt);
  return {
    kind: 'person',
    id,
    name,
    revision: String(changedAt),
    ...(changedAt > 0 && { createdAt: changedAt, modifiedAt: changedAt }),
  };
}
