import { isDeepStrictEqual } from 'node:util';
import type { RequestOptions } from '@immich-webdav/core';
import type { ImmichBucketQuery } from '../contract/immich.ts';
import { type CachedAnswer, createCachedAnswer } from '../http/cached-answer.ts';
import type { JsonApi } from '../http/json-api.ts';
import { countsOf, type Month } from './month.ts';

/** Tells how much there is in each month, in parts that may be asked for one by one. */
export interface CountReader {
  /** Asks for some parts; an answer that is the same as before is not sent again. True: one of them is another than before. */
  ask(parts: readonly ImmichBucketQuery[], options: RequestOptions): Promise<boolean>;
  /** What was answered last, all of these together; parts that nobody asked for yet count for nothing. */
  sum(parts: readonly ImmichBucketQuery[]): ReadonlyMap<Month, number>;
  /** When the first answer was given, by Immich's clock; absent where it does not say. */
  readonly firstDate: number | undefined;
}

type Counts = ReadonlyMap<Month, number>;

/** Nothing is asked before the first call. */
export function createCountReader(api: JsonApi): CountReader {
  const questions = new Map<string, CachedAnswer<Counts>>();
  const answers = new Map<string, Counts>();
  let firstDate: number | undefined;

  function questionOf(key: string, query: ImmichBucketQuery): CachedAnswer<Counts> {
    const known = questions.get(key);
    if (known) return known;
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
