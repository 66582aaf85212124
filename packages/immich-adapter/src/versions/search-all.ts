import type { RequestOptions } from '@immich-webdav/core';
import type { ImmichAsset, ImmichStatisticsSearch } from '../contract/immich.ts';
import { unfitAnswer } from '../errors/answer-errors.ts';
import type { JsonApi } from '../http/json-api.ts';
import { type SearchFilter, searchPages } from '../search/search-pages.ts';
import type { VersionLine } from './version-line.ts';

/** All pages of a search of the user's assets, with archived ones in every release; may include hidden and partners' assets. */
export async function* searchAll(
  api: JsonApi,
  line: VersionLine,
  filter: SearchFilter,
  options: RequestOptions,
): AsyncIterable<readonly ImmichAsset[]> {
  for (const pass of line.searchPasses) yield* searchPages(api, { ...filter, ...pass }, options);
}

/**
 * The number of the user's own assets that a search finds, with archived ones. Immich also counts assets that it does not list, so a
 * change of the number is meaningful, and the number is not.
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
