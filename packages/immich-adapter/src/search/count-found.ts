import type { RequestOptions } from '@immich-webdav/core';
import type { ImmichStatisticsSearch } from '../contract/immich.ts';
import type { JsonApi } from '../http/json-api.ts';
import { unfitAnswer } from '../versions/unfit-answer.ts';
import type { VersionLine } from '../versions/version-line.ts';

/**
 * How many of the user's own assets a search finds, the archived ones included. Immich counts some that are listed nowhere, so it
 * tells that something came or went, and not how much there is.
 */
export async function countFound(
  api: JsonApi,
  line: VersionLine,
  filter: ImmichStatisticsSearch,
  options: RequestOptions,
): Promise<number> {
  const counts = line.searchPasses.map(async (pass) => {
    const body = { ...filter, ...pass };
    const { total } = await api.ask((client, init) => client.POST('/search/statistics', { body, ...init }), options);
    if (!Number.isInteger(total)) throw unfitAnswer('how much a search finds');
    return total;
  });
  return (await Promise.all(counts)).reduce((sum, count) => sum + count, 0);
}
