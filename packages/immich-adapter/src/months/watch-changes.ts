import type { RequestOptions } from '@immich-webdav/core';
import type { ImmichAsset } from '../contract/immich.ts';
import { unfitAnswer } from '../errors/answer-errors.ts';
import type { JsonApi } from '../http/json-api.ts';
import { firstDate } from '../mapping/dates.ts';
import { recordsIn } from '../mapping/records.ts';
import { PAGE_SIZE, type SearchFilter } from '../search/search-pages.ts';
import type { SearchPass } from '../versions/version-line.ts';

/** Polls one search pass for assets that changed since the last poll. */
export interface ChangeWatch {
  /** All changes before this time, by Immich's clock, were returned. */
  readonly since: number;
  /** Returns each change once; undefined for too many changes. After a rejection, the next poll returns the same changes. */
  poll(options: RequestOptions): Promise<readonly ImmichAsset[] | undefined>;
}

/** Immich may list a change some time after the change's own time. */
export const OVERLAP_MS = 60_000;

/** Beyond this many changes, reading all months again is cheaper. */
const MOST = 20_000;

interface Found {
  readonly items: readonly ImmichAsset[];
  /** When the search began, by Immich's clock. */
  readonly date: number | undefined;
}

export interface ChangeWatchOptions {
  readonly pass: SearchPass;
  /** Returns changes from this time on, by Immich's clock. */
  readonly from: number;
  /** Whether an earlier run returned a change that the first poll finds. */
  readonly isApplied: (record: ImmichAsset) => boolean;
}

export function createChangeWatch(api: JsonApi, { pass, from, isApplied }: ChangeWatchOptions): ChangeWatch {
  let since = from;
  let isFirst = true;
  let returned: ReadonlyMap<string, string> = new Map();

  function isFresh(record: ImmichAsset): boolean {
    return returned.get(record.id) !== record.updatedAt && !(isFirst && isApplied(record));
  }

  /** Moves `since` on, and keeps the returned changes that the next poll will find again. */
  function advance({ items, date }: Found): void {
    const newest = date ?? Math.max(...items.map(updatedAt), since);
    since = Math.max(since, newest - OVERLAP_MS);
    returned = new Map(
      items
        .filter((record) => updatedAt(record) >= since || updatedAt(record) === 0)
        .map((record) => [record.id, record.updatedAt]),
    );
    isFirst = false;
  }

  return {
    get since() {
      return since;
    },
    async poll(options) {
      const found = await findUpdated(api, { updatedAfter: new Date(since).toISOString(), ...pass }, options);
      const isTooMuch = found.items.length > MOST;
      const fresh = found.items.filter(isFresh);
      advance(found);
      return isTooMuch ? undefined : fresh;
    },
  };
}

const updatedAt = (record: ImmichAsset): number => firstDate(record.updatedAt);

/** Stops beyond the limit. */
async function findUpdated(api: JsonApi, filter: SearchFilter, options: RequestOptions): Promise<Found> {
  const items: ImmichAsset[] = [];
  let date: number | undefined;
  for (let page: number | undefined = 1; page !== undefined && items.length <= MOST; ) {
    const answer = await findPage(api, filter, page, options);
    date ??= answer.date;
    items.push(...answer.items);
    page = answer.isLast ? undefined : page + 1;
  }
  return { items, date };
}

interface FoundPage extends Found {
  readonly isLast: boolean;
}

async function findPage(api: JsonApi, filter: SearchFilter, page: number, options: RequestOptions): Promise<FoundPage> {
  // Only times and owners matter here, so leave out the metadata.
  const body = { ...filter, size: PAGE_SIZE, page };
  const { data, date } = await api.askTagged(
    (client, init) => client.POST('/search/metadata', { body, ...init }),
    options,
  );
  const items = recordsIn(data.assets?.items, 'a search');
  if (data.assets.items.length === 0 && data.assets.nextPage !== null) throw unfitAnswer('a search that never ends');
  return { items, date, isLast: data.assets.nextPage === null };
}
