import type { AssetGroup, ListOptions } from '@immich-webdav/core';
import type { Account } from '../account/account.ts';
import type { ImmichAsset } from '../contract/immich.ts';
import { keepSame } from '../groups/keep-same.ts';
import type { Kind } from '../groups/kind.ts';
import { createTurns } from '../groups/turns.ts';
import type { JsonApi } from '../http/json-api.ts';
import { isMember } from '../mapping/asset.ts';
import { searchAll } from '../search/search-pages.ts';
import { inLine, pagesInLine } from '../versions/in-line.ts';
import type { VersionLines } from '../versions/server-version.ts';
import { type Month, monthOf, searchFor, spanOf } from './month.ts';
import { createCountReader, type MonthCounts } from './read-counts.ts';
import { createStamps, restoreStamps, revisionOf, type Stamps } from './stamps.ts';
import { type ChangeWatch, createChangeWatch, OVERLAP_MS } from './watch-changes.ts';

export interface MonthOptions {
  /** Whether what partners show in the user's timeline is among it. */
  readonly partners: boolean;
  readonly now: () => number;
}

interface Known {
  readonly stamps: Stamps;
  readonly watch: ChangeWatch;
}

/**
 * All of the user's assets by month. Every cycle asks how much each month holds, and what was updated since: a month that lost
 * something has another count, one that got something another time of its last change.
 */
export function createMonthKind(api: JsonApi, lines: VersionLines, account: Account, options: MonthOptions): Kind {
  const { partners, now } = options;
  const readCounts = createCountReader(api, partners);
  const inTurn = createTurns();
  let known: Known | undefined;
  let last: readonly AssetGroup[] | undefined;

  function begin(before: readonly AssetGroup[], { date }: MonthCounts): Known {
    const stamps = restoreStamps(before) ?? createStamps((date ?? now()) - OVERLAP_MS);
    // What showed late while nobody asked is looked for as well.
    const watch = createChangeWatch(api, stamps.start - OVERLAP_MS, (item) => stamps.covers(item));
    return { stamps, watch };
  }

  async function list(listOptions: ListOptions): Promise<readonly AssetGroup[]> {
    const userId = await account.userId(listOptions);
    const counted = await readCounts(listOptions);
    known ??= begin(listOptions.known?.filter(({ kind }) => kind === 'month') ?? [], counted);
    const { stamps, watch } = known;
    const changes = await inLine(lines, (line) => watch.poll(line, listOptions), listOptions.signal);
    for (const item of changes ?? []) if (isMember(item) && (partners || item.ownerId === userId)) stamps.mark(item);
    if (!changes) stamps.markAll(watch.since + OVERLAP_MS);
    last = keepSame(last, groupsOf(counted.counts, stamps));
    return last;
  }

  const ownersOf = async (requestOptions: ListOptions): Promise<ReadonlyMap<string, string>> =>
    partners ? account.partners(requestOptions) : new Map();

  return {
    list: (listOptions) => inTurn(() => list(listOptions), listOptions),
    async *members(group, requestOptions) {
      const userId = await account.userId(requestOptions);
      const pages = pagesInLine(
        lines,
        (line) => searchAll(api, line, searchFor(group.id), requestOptions),
        requestOptions.signal,
      );
      const isIn = (item: ImmichAsset): boolean => monthOf(item) === group.id && isShown(item, userId, partners);
      for await (const page of pages) yield page.filter(isIn);
    },
    owners: ownersOf,
  };
}

/** What others archived is not theirs to show. */
const isShown = (item: ImmichAsset, userId: string, partners: boolean): boolean =>
  item.ownerId === userId || (partners && item.visibility === 'timeline');

const groupsOf = (counts: ReadonlyMap<Month, number>, stamps: Stamps): readonly AssetGroup[] =>
  [...counts].filter(([, count]) => count > 0).map(([month, count]) => toGroup(month, count, stamps.of(month)));

function toGroup(month: Month, assetCount: number, stamp: number): AssetGroup {
  const { first, last } = spanOf(month);
  // A camera may think it is 2099; nothing on disk is from the future.
  const modifiedAt = Math.min(last, stamp);
  return {
    kind: 'month',
    id: month,
    name: month,
    revision: revisionOf(assetCount, stamp),
    assetCount,
    createdAt: Math.min(first, modifiedAt),
    modifiedAt,
  };
}
