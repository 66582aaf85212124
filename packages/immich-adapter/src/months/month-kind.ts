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
  /** Whether what partners show in the user's timeline is among it, as soon as the key allows that. */
  readonly partners: boolean;
}

/**
 * All of the user's assets by month. A month that lost something has another count, one that got something another time of its
 * last change.
 */
export function createMonthKind(api: JsonApi, lines: VersionLines, account: Account, options: MonthOptions): Kind {
  const watch = createMonthWatch(api, options);
  // What is remembered between two looks must not be mixed up by a third.
  const inTurn = createRequestQueue(1);
  let last: readonly AssetGroup[] | undefined;
  /** What was so when months were listed last. */
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
    list: (listOptions) => inTurn(() => list(listOptions), listOptions),
    async *members({ id, assetCount }, requestOptions) {
      const listed = whose ?? (await askWhose(requestOptions));
      const found = { all: 0, onTimeline: 0 };
      const search = pagesInLine(
        lines,
        (line) => searchAll(api, line, searchFor(id), requestOptions),
        requestOptions.signal,
      );
      for await (const page of search) {
        const members = page.filter((item) => monthOf(item) === id && isMember(item) && isShown(item, listed));
        found.all += members.length;
        found.onTimeline += members.filter(({ visibility }) => visibility === 'timeline').length;
        yield members;
      }
      if (found.all !== assetCount) watch.doubt(assetCount, found);
    },
    async ownerNames(requestOptions) {
      const { userId, hasPartners } = whose ?? (await askWhose(requestOptions));
      const partners = hasPartners ? await account.partners(requestOptions) : new Map<string, string>();
      // What others own must not pass for the user's own, whatever the list of partners says.
      return (id) => (id === userId ? undefined : (partners.get(id) ?? nameFor('Partner', id)));
    },
  };
}
