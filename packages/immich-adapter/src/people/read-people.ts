import type { RequestOptions } from '@immich-webdav/core';
import type { ImmichPeoplePage, ImmichPerson } from '../contract/immich.ts';
import type { Undated } from '../groups/group-memory.ts';
import type { JsonApi } from '../http/json-api.ts';
import { createRemembered, type Remembered } from '../http/remembered.ts';
import { firstDate } from '../mapping/dates.ts';
import { nameless } from '../mapping/nameless.ts';
import { listIn } from '../versions/unfit-answer.ts';

/** The most that Immich allows. */
const PAGE_SIZE = 1000;

/** No library has more; a server that says so for ever is not believed. */
const MOST_PAGES = 100;

interface People {
  readonly groups: readonly Undated[];
  readonly isLast: boolean;
}

/** Asks for the people; pages that did not change since are not sent again. */
export function createPeopleReader(api: JsonApi): (options: RequestOptions) => Promise<readonly Undated[]> {
  const pages: Remembered<People>[] = [];

  function pageAt(index: number): Remembered<People> {
    const query = { page: index + 1, size: PAGE_SIZE, withHidden: false };
    pages[index] ??= createRemembered(
      api,
      (client, init) => client.GET('/people', { params: { query }, ...init }),
      ({ data }) => toPeople(data),
    );
    return pages[index];
  }

  return async (options) => {
    const found = new Map<string, Undated>();
    for (let index = 0; index < MOST_PAGES; index++) {
      const { groups, isLast } = await pageAt(index).read(options);
      for (const group of groups) found.set(group.id, group);
      if (isLast) break;
    }
    // Immich sorts by how often somebody is seen, which is no change of the list.
    return [...found.values()].toSorted((a, b) => (a.id < b.id ? -1 : 1));
  };
}

function toPeople(page: ImmichPeoplePage): People {
  const people = listIn(page.people, 'the list of people');
  return {
    groups: people.filter(isNamed).map(toGroup),
    isLast: page.hasNextPage !== true || isPastNamed(people.at(-1)),
  };
}

const isNamed = ({ name, isHidden }: ImmichPerson): boolean => name !== '' && !isHidden;

/** A library has many more faces without a name than with one, and Immich lists them after all others. */
const isPastNamed = (last: ImmichPerson | undefined): boolean => last?.name === '' && last.isFavorite !== true;

function toGroup({ id, name, updatedAt }: ImmichPerson): Undated {
  if (typeof id !== 'string' || typeof name !== 'string') throw nameless('a person');
  const changedAt = firstDate(updatedAt);
  return {
    kind: 'person',
    id,
    name,
    revision: String(changedAt),
    ...(changedAt > 0 && { createdAt: changedAt, modifiedAt: changedAt }),
  };
}
