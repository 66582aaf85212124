import type { AssetGroup, ListOptions, RequestOptions } from '@immich-webdav/core';
import type { Account } from '../account/account.ts';
import { keepSame } from '../groups/dated-groups.ts';
import type { Kind } from '../groups/kind.ts';
import type { JsonApi } from '../http/json-api.ts';
import { createRequestQueue } from '../http/request-queue.ts';
import { isMember } from '../mapping/asset.ts';
import { nameFor } from '../mapping/names.ts';
import { inLine, pagesInLine } from '../versions/in-line.ts';
import { searchAll } from '../versions/search-all.ts';
import type { VersionLines } from '../versions/server-version.ts';
import { monthOf, searchFor } from './month.ts';
import { createMonthWatch, type MonthWatchOptions } from './month-watch.ts';
import { isShown, type Whose } from './whose.ts';

export interface MonthOptions extends MonthWatchOptions {
  /** Whether months include partners' assets in the user's timeline, if the key has the permission. */
  readonly partners: boolean;
}

/** All of the user's assets by month. The revision of a month has its count and the time of its last change. */
export function createMonthKind(api: JsonApi, lines: VersionLines, account: Account, options: MonthOptions): Kind {
  const watch = createMonthWatch(api, options);
  // Overlapping polls would mix up their caches.
  const mutex = createRequestQueue(1);
  let last: readonly AssetGroup[] | undefined;
  /** As of the last list of months. */
  let whose: Whose | undefined;

  const askWhose = async (requestOptions: RequestOptions): Promise<Whose> => ({
    userId: await account.userId(requestOptions),
    hasPartners: options.partners && (await account.allows('partners', requestOptions)),
  });

  async function list(listOptions: ListOptions): Promise<readonly AssetGroup[]> {
    const listed = await askWhose(listOptions);
    whose = listed;
    const groups = await inLine(lines, (line) => watch.look(line, listed, listOptions), listOptions.signal);
    last = keepSame(last, groups);
    return last;
  }

  return {
    list: (listOptions) => mutex(() => list(listOptions), listOptions),
    async *members({ id, assetCount }, requestOptions) {
      const listed = whose ?? (await askWhose(requestOptions));
      const found = { all: 0, onTimeline: 0 };
      const search = pagesInLine(
        lines,
        (line) => searchAll(api, line, searchFor(id), requestOptions),
        requestOptions.signal,
      );
      for await (const page of search) {
        const members = page.filter((record) => monthOf(record) === id && isMember(record) && isShown(record, listed));
        found.all += members.length;
        found.onTimeline += members.filter(({ visibility }) => visibility === 'timeline').length;
        yield members;
      }
      if (found.all !== assetCount) watch.suspect(assetCount, found);
    },
    async ownerNames(requestOptions) {
      const { userId, hasPartners } = whose ?? (await askWhose(requestOptions));
      const partners = hasPartners ? await account.partners(requestOptions) : new Map<string, string>();
      // A partner missing from the list must not be mistaken for the user.
      return (id) => (id === userId ? undefined : (partners.get(id) ?? nameFor('Partner', id)));
    },
  };
}
