import type { RequestOptions } from '@immich-webdav/core';
import type { ImmichBucketQuery } from '../contract/immich.ts';
import type { JsonApi } from '../http/json-api.ts';
import { createRemembered } from '../http/remembered.ts';
import { countsOf, type Month } from './month.ts';

/** How much there is in each month. */
export interface MonthCounts {
  readonly counts: ReadonlyMap<Month, number>;
  /** When that was so by Immich's clock; absent where it does not say. */
  readonly date: number | undefined;
}

/** Own assets: on the timeline and archived ones in one answer. */
const OWN: readonly ImmichBucketQuery[] = [{}];
/** Immich mixes partners in only when what is archived is not asked for. */
const WITH_PARTNERS: readonly ImmichBucketQuery[] = [
  { withPartners: true, visibility: 'timeline' },
  { visibility: 'archive' },
];

/** Asks for the months; those that did not change since are not sent again. */
export function createCountReader(
  api: JsonApi,
  hasPartners: boolean,
): (options: RequestOptions) => Promise<MonthCounts> {
  const parts = (hasPartners ? WITH_PARTNERS : OWN).map((query) =>
    createRemembered(
      api,
      (client, init) => client.GET('/timeline/buckets', { params: { query }, ...init }),
      ({ data, date }): MonthCounts => ({ counts: countsOf(data), date }),
    ),
  );
  return async (options) => {
    const answers = await Promise.all(parts.map((part) => part.read(options)));
    const counts = new Map<Month, number>();
    for (const answer of answers) {
      for (const [month, count] of answer.counts) counts.set(month, (counts.get(month) ?? 0) + count);
    }
    return { counts, date: answers[0]?.date };
  };
}
