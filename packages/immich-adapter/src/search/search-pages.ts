import type { RequestOptions } from '@immich-webdav/core';
import type { ImmichAsset, ImmichMetadataSearch, ImmichSearchResult, ImmichSmartSearch } from '../contract/immich.ts';
import { unfitAnswer } from '../errors/answer-errors.ts';
import type { JsonApi } from '../http/json-api.ts';
import { recordsIn } from '../mapping/records.ts';

/** The most that Immich allows. */
export const PAGE_SIZE = 1000;

/** The body of a search without paging. */
export type SearchFilter = Omit<ImmichMetadataSearch, 'page' | 'size' | 'withExif'>;

/** All results of a search, with metadata, in pages. */
export function searchPages(
  api: JsonApi,
  filter: SearchFilter,
  options: RequestOptions,
): AsyncIterable<readonly ImmichAsset[]> {
  return pagesOf((page) => {
    const body = { ...filter, size: PAGE_SIZE, page, withExif: true };
    return api.ask((client, init) => client.POST('/search/metadata', { body, ...init }), options);
  });
}

/** Results of a smart search, best match first. */
export function smartPages(
  api: JsonApi,
  search: Pick<ImmichSmartSearch, 'query' | 'size'>,
  options: RequestOptions,
): AsyncIterable<readonly ImmichAsset[]> {
  return pagesOf((page) => {
    const body = { ...search, page, withExif: true };
    return api.ask((client, init) => client.POST('/search/smart', { body, ...init }), options);
  });
}

async function* pagesOf(ask: (page: number) => Promise<ImmichSearchResult>): AsyncIterable<readonly ImmichAsset[]> {
  const seen = new Set<string>();
  for (let page = 1; ; page++) {
    const answer = await ask(page);
    const items = recordsIn(answer.assets?.items, 'a search');
    yield items;
    if (answer.assets.nextPage === null) return;
    if (typeof answer.assets.nextPage !== 'string' || !bringsNew(items, seen))
      throw unfitAnswer('a search that never ends');
  }
}

function bringsNew(items: readonly ImmichAsset[], seen: Set<string>): boolean {
  const before = seen.size;
  for (const { id } of items) seen.add(id);
  return seen.size > before;
}
