import type { RequestOptions } from '@immich-webdav/core';
import type { ImmichAsset } from '../contract/immich.ts';
import type { Undated } from '../groups/dated-groups.ts';
import type { Kind } from '../groups/kind.ts';
import { createRotatingKind, type RotatingKindParts } from '../groups/rotating-kind.ts';
import type { JsonApi } from '../http/json-api.ts';
import { PAGE_SIZE, smartPages } from '../search/search-pages.ts';
import { inLine } from '../versions/in-line.ts';
import { countFound, searchAll } from '../versions/search-all.ts';
import type { VersionLine } from '../versions/version-line.ts';
import { isSmart, type SavedSearch, type SearchQuery, type SearchTerms } from './saved-search.ts';
import { countFilterOf, filterOf, fits } from './term-search.ts';

export interface SearchOptions {
  readonly searches: readonly SavedSearch[];
  /** The most that a smart search gives. */
  readonly limit: number;
}

/** A ranking has no count to poll, so it is read again this often. */
const SMART_MS = 60 * 60_000;

/**
 * Results of saved searches among the user's own assets. A smart search is read again every hour; another one after its count changed,
 * one count per refresh.
 */
export function createSearchKind(parts: RotatingKindParts, { searches, limit }: SearchOptions): Kind {
  const { api, lines, now } = parts;
  const queries = new Map(searches.map(({ name, query }) => [idOf(name), query]));
  const queryOf = (id: string): SearchQuery => queries.get(id) ?? NOTHING;

  function toGroup({ name, query }: SavedSearch): Undated {
    const hour = isSmart(query) ? Math.floor(now() / SMART_MS) : '';
    return { kind: 'search', id: idOf(name), name, revision: `${JSON.stringify(query)} ${hour}` };
  }

  async function ask(id: string, options: RequestOptions): Promise<string> {
    const query = queryOf(id);
    if (isSmart(query)) return 'smart';
    const filter = countFilterOf(query.terms);
    return String(await inLine(lines, (line) => countFound(api, line, filter, options), options.signal));
  }

  return createRotatingKind(
    {
      list: async () => searches.map(toGroup),
      ask,
      find(line, id, options) {
        const query = queryOf(id);
        return isSmart(query) ? best(api, query.smart, limit, options) : findAll(api, line, query.terms, options);
      },
    },
    parts,
  );
}

const idOf = (name: string): string => `search:${name}`;

/** Of a search that is gone. */
const NOTHING: SearchQuery = { terms: { sizeBelow: 0 } };

async function* findAll(
  api: JsonApi,
  line: VersionLine,
  terms: SearchTerms,
  options: RequestOptions,
): AsyncIterable<readonly ImmichAsset[]> {
  for await (const page of searchAll(api, line, filterOf(terms), options)) {
    yield page.filter((record) => fits(terms, record));
  }
}

/** The first results, up to the limit. */
async function* best(
  api: JsonApi,
  query: string,
  limit: number,
  options: RequestOptions,
): AsyncIterable<readonly ImmichAsset[]> {
  let left = limit;
  for await (const page of smartPages(api, { query, size: Math.min(limit, PAGE_SIZE) }, options)) {
    yield page.slice(0, left);
    left -= page.length;
    if (left <= 0) return;
  }
}
