import type { RequestOptions } from '@immich-webdav/core';
import type { ImmichAsset, ImmichStatisticsSearch } from '../contract/immich.ts';
import { unfitAnswer } from '../errors/answer-errors.ts';
import type { JsonApi } from '../http/json-api.ts';
import { type SearchFilter, searchPages } from '../search/search-pages.ts';
import type { VersionLine } from './version-line.ts';

/** The same, archived ones included, whatever the line of releases makes of a search; all but what is locked may be among it. */
export async function* searchAll(
  api: JsonApi,
  line: VersionLine,
  filter: SearchFilter,
  options: RequestOptions,
): AsyncIterable<readonly ImmichAsset[]> {
  for (const pass of line.searchPasses) yield* searchPages(api, { ...filter, ...pass }, options);
}

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
