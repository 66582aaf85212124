import type { JsonApi } from '../http/json-api.ts';
import { recordsIn } from '../mapping/records.ts';
import { asFolder, mappedPath, type PathMapping } from './mapped-path.ts';

/** One mapping, checked with a sample of the library's assets. */
export interface PathMapCheck extends PathMapping {
  /** Originals of the sample that are below `from`. */
  readonly covered: number;
  /** Those of them that are below `to` here. */
  readonly found: number;
  /** The path of some original that is not below `from`. */
  readonly another?: string;
}

const SAMPLE = 100;

/** Checks mappings with a sample of assets. Rejects with a `LibraryError`. */
export async function checkPathMap(api: JsonApi, mappings: readonly PathMapping[]): Promise<readonly PathMapCheck[]> {
  if (mappings.length === 0) return [];
  const body = { size: SAMPLE, page: 1, withExif: false };
  const answer = await api.ask((client, init) => client.POST('/search/metadata', { body, ...init }));
  const paths = recordsIn(answer.assets?.items, 'a search').map(({ originalPath }) => String(originalPath));
  return Promise.all(mappings.map((mapping) => checkMapping(mapping, paths)));
}

async function checkMapping(mapping: PathMapping, paths: readonly string[]): Promise<PathMapCheck> {
  const covered = paths.filter((path) => path.startsWith(asFolder(mapping.from, '/')));
  const found = await Promise.all(covered.map((path) => mappedPath(path, [mapping])));
  const another = paths.find((path) => !covered.includes(path));
  return {
    ...mapping,
    covered: covered.length,
    found: found.filter((path) => path !== undefined).length,
    ...(another !== undefined && { another }),
  };
}
