import type { RequestOptions } from '@immich-webdav/core';
import type { ImmichAsset } from '../contract/immich.ts';
import { unfitAnswer } from '../errors/answer-errors.ts';
import type { JsonApi } from '../http/json-api.ts';
import { firstDate } from '../mapping/dates.ts';
import { recordsIn } from '../mapping/records.ts';
import { PAGE_SIZE, type SearchFilter } from '../search/search-pages.ts';
import type { SearchPass } from '../versions/version-line.ts';

/** Tells what changed, as far as one pass of a search finds it, since it was asked last. */
export interface ChangeWatch {
  /** Up to this time, by Immich's clock, everything was told. */
  readonly since: number;
  /** Each change once; undefined when there were too many to tell. Nothing counts as told when it rejects. */
  poll(options: RequestOptions): Promise<readonly ImmichAsset[] | undefined>;
}

/** What is written at this very moment may show only later, with a time that is past by then. */
export const OVERLAP_MS = 60_000;

/** More than a page each cycle for a while is an import; beyond this, reading everything anew is cheaper. */
const MOST = 20_000;

interface Found {
  readonly items: readonly ImmichAsset[];
  /** When the search began, by Immich's clock. */
  readonly date: number | undefined;
}

export interface ChangeWatchOptions {
  readonly pass: SearchPass;
  /** Changes from this time on are told, by Immich's clock. */
  readonly from: number;
  /** Passes over what the first poll finds and was told before. */
  readonly isKnown: (item: ImmichAsset) => boolean;
}

export function createChangeWatch(api: JsonApi, { pass, from, isKnown }: ChangeWatchOptions): ChangeWatch {
  let since = from;
  let isFirst = true;
  let told: ReadonlyMap<string, string> = new Map();

  function isFresh(item: ImmichAsset): boolean {
    return told.get(item.id) !== item.updatedAt && !(isFirst && isKnown(item));
  }

  /** Moves on, and keeps of what was told what will be found again. */
  function advance({ items, date }: Found): void {
    const newest = date ?? Math.max(...items.map(updatedAt), since);
    since = Math.max(since, newest - OVERLAP_MS);
    told = new Map(
      items
        .filter((item) => updatedAt(item) >= since || updatedAt(item) === 0)
        .map((item) => [item.id, item.updatedAt]),
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

const updatedAt = (item: ImmichAsset): number => firstDate(item.updatedAt);

/** Stops when there is too much. */
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
  // What kind of picture it is does not matter here, only when it was taken and by whom.
  const body = { ...filter, size: PAGE_SIZE, page };
  const { data, date } = await api.askTagged(
    (client, init) => client.POST('/search/metadata', { body, ...init }),
    options,
  );
  const items = recordsIn(data.assets?.items, 'a search');
  if (data.assets.items.length === 0 && data.assets.nextPage !== null) throw unfitAnswer('a search that never ends');
  return { items, date, isLast: data.assets.nextPage === null };
}
