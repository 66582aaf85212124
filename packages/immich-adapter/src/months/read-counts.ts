import { isDeepStrictEqual } from 'node:util';
import type { RequestOptions } from '@immich-webdav/core';
import type { ImmichBucketQuery } from '../contract/immich.ts';
import { type CachedAnswer, createCachedAnswer } from '../http/cached-answer.ts';
import type { JsonApi } from '../http/json-api.ts';
import { countsOf, type Month } from './month.ts';

/** Reads the counts of all months, one query at a time. */
export interface CountReader {
  /** Sends some queries, conditionally. Resolves with true if any answer changed. */
  ask(parts: readonly ImmichBucketQuery[], options: RequestOptions): Promise<boolean>;
  /** The sum of the last answers to some queries; queries not sent yet count as 0. */
  sum(parts: readonly ImmichBucketQuery[]): ReadonlyMap<Month, number>;
  /** The `Date` of the first answer, by Immich's clock; absent without that header. */
  readonly firstDate: number | undefined;
}

type Counts = ReadonlyMap<Month, number>;

/** Sends no request before the first call. */
export function createCountReader(api: JsonApi): CountReader {
  const questions = new Map<string, CachedAnswer<Counts>>();
  const answers = new Map<string, Counts>();
  let firstDate: number | undefined;

  function questionOf(key: string, query: ImmichBucketQuery): CachedAnswer<Counts> {
    const cached = questions.get(key);
    if (cached) return cached;
    const question = createCachedAnswer(
      api,
      (client, init) => client.GET('/timeline/buckets', { params: { query }, ...init }),
      ({ data, date }) => {
        firstDate ??= date;
        return countsOf(data);
      },
    );
    questions.set(key, question);
    return question;
  }

  async function askFor(query: ImmichBucketQuery, options: RequestOptions): Promise<boolean> {
    const key = JSON.stringify(query);
    const before = answers.get(key);
    const now = await questionOf(key, query).read(options);
    answers.set(key, now);
    // A proxy may drop entity tags.
    return now !== before && !isDeepStrictEqual(now, before);
  }

  return {
    async ask(parts, options) {
      return (await Promise.all(parts.map((part) => askFor(part, options)))).includes(true);
    },
    sum(parts) {
      const sum = new Map<Month, number>();
      for (const part of parts) {
        for (const [month, count] of answers.get(JSON.stringify(part)) ?? [])
          sum.set(month, (sum.get(month) ?? 0) + count);
      }
      return sum;
    },
    get firstDate() {
      return firstDate;
    },
  };
}
