import type { Viewer } from './access.ts';
import type { Album, Asset, SortOrder } from './records.ts';
import type { LibraryState } from './state.ts';

/** Which assets a search finds. */
export interface Search {
  /** Stands for the conditions in the cache: equal keys must mean equal results. */
  readonly key: string;
  /** All of these; undefined: wherever. */
  readonly albums: readonly Album[] | undefined;
  readonly order: SortOrder;
  matches(asset: Asset, viewer: Viewer): boolean;
}

/** One page of a search. */
export interface SearchPage {
  readonly assets: readonly Asset[];
  readonly hasNext: boolean;
}

const CACHED_SEARCHES = 64;

/** Searches a library; results are kept until it changes, so that paging does not sort again. */
export interface Searcher {
  /** Page `page` (from 1) of `size` assets by `fileCreatedAt`, then id. Pages are offsets: a change in between shifts them. */
  page(search: Search, viewer: Viewer, page: number, size: number): SearchPage;
}

export function createSearcher(state: LibraryState): Searcher {
  const results = new Map<string, Uint32Array>();
  let revision = state.revision;

  const find = (search: Search, viewer: Viewer): Uint32Array => {
    if (revision !== state.revision) results.clear();
    revision = state.revision;
    const key = `${viewer.user.id} ${viewer.elevated} ${search.order} ${search.key}`;
    const known = results.get(key);
    if (known) return known;
    const found = sorted(state, collect(state, search, viewer), search.order);
    const oldest = results.size >= CACHED_SEARCHES ? results.keys().next().value : undefined;
    if (oldest !== undefined) results.delete(oldest);
    results.set(key, found);
    return found;
  };

  return {
    page: (search, viewer, page, size) => {
      const found = find(search, viewer);
      const start = (page - 1) * size;
      const assets = [...found.subarray(start, start + size)].flatMap((index) => state.assets.at(index) ?? []);
      return { assets, hasNext: found.length > start + size };
    },
  };
}

function collect(state: LibraryState, search: Search, viewer: Viewer): Uint32Array {
  const [first, ...rest] = search.albums ?? [];
  const found: number[] = [];
  for (const index of first?.members ?? state.assets.indexes()) {
    if (!rest.every((album) => album.members.has(index))) continue;
    const asset = state.assets.at(index);
    if (asset && search.matches(asset, viewer)) found.push(index);
  }
  return Uint32Array.from(found);
}

function sorted(state: LibraryState, indexes: Uint32Array, order: SortOrder): Uint32Array {
  const { assets } = state;
  const idOf = (index: number): string => assets.at(index)?.id ?? '';
  const ascending = (a: number, b: number): number => {
    const difference = assets.fileCreatedAt(a) - assets.fileCreatedAt(b);
    if (difference !== 0) return difference;
    return idOf(a) < idOf(b) ? -1 : 1;
  };
  indexes.sort(ascending);
  return order === 'desc' ? indexes.reverse() : indexes;
}
