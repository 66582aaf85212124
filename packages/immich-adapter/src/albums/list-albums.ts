import { isDeepStrictEqual } from 'node:util';
import type { AssetGroup, RequestOptions } from '@immich-webdav/core';
import type { Account } from '../account/account.ts';
import type { ImmichAlbum } from '../contract/immich.ts';
import { unfitAnswer } from '../errors/answer-errors.ts';
import type { JsonApi } from '../http/json-api.ts';
import { recordsIn } from '../mapping/records.ts';
import { inLine } from '../versions/in-line.ts';
import type { VersionLines } from '../versions/server-version.ts';
import type { AlbumQuery, VersionLine } from '../versions/version-line.ts';
import { readOwnership, toGroup } from './album-groups.ts';

/** Lists albums, with a cache. */
export interface AlbumLister {
  /** The user's own and shared albums without duplicates; the same array while nothing changes. */
  list(options?: RequestOptions): Promise<readonly AssetGroup[]>;
}

/** The answer to one query. */
interface CachedList {
  readonly etag: string | undefined;
  readonly albums: readonly ImmichAlbum[];
  /** True: the answer has records, none of them usable. */
  readonly isUnusable: boolean;
}

/** The last answers and the groups made of them. */
interface CachedAlbums {
  readonly line: VersionLine;
  /** One for each of the line's queries. */
  readonly lists: readonly CachedList[];
  readonly groups: readonly AssetGroup[];
}

export function createAlbumLister(api: JsonApi, lines: VersionLines, account: Account): AlbumLister {
  let cached: CachedAlbums | undefined;

  async function readList(
    line: VersionLine,
    query: AlbumQuery,
    before: CachedList | undefined,
    options: RequestOptions,
  ): Promise<CachedList> {
    const answer = await api.askIfChanged(
      (client, init) => client.GET('/albums', { params: { query }, ...init }),
      before?.etag,
      options,
    );
    if (!answer) return before ?? NOTHING;
    const albums = recordsIn(answer.data, 'the list of albums');
    const hasRecords = answer.data.length > 0;
    // If no record has the expected shape, the server may have been upgraded. A single odd record says nothing.
    const isUnfit = hasRecords && !albums.some((album) => line.fits(album));
    if (isUnfit && (await lines.read(options.signal)) !== line) throw unfitAnswer('the list of albums');
    return { etag: answer.etag, albums, isUnusable: hasRecords && albums.length === 0 };
  }

  async function listAs(line: VersionLine, options: RequestOptions): Promise<readonly AssetGroup[]> {
    const before = cached?.line === line ? cached : undefined;
    const queries = line.albumQueries.map((query, at) => readList(line, query, before?.lists[at], options));
    const lists = await Promise.all(queries);
    if (before && lists.every((list, at) => list === before.lists[at])) return before.groups;
    const albums = withoutDuplicates(lists.flatMap((list) => list.albums));
    if (albums.length === 0 && lists.some(({ isUnusable }) => isUnusable)) throw unfitAnswer('the list of albums');
    const ownerNameOf = await readOwnership({ api, account, line, albums }, options);
    const merged = albums.map((album) => toGroup(album, ownerNameOf(album)));
    // A proxy may drop entity tags, and Immich may change fields that are not read here.
    const groups = before && isDeepStrictEqual(before.groups, merged) ? before.groups : merged;
    cached = { line, lists, groups };
    return groups;
  }

  return {
    async list(options = {}) {
      const groups = await inLine(lines, (line) => listAs(line, options), options.signal);
      if (groups.length > 0 || cached?.line.findsAlbumsOfAllLines) return groups;
      // An empty list looks the same in every release, so read the version.
      const line = await lines.read(options.signal);
      return line === cached?.line ? groups : listAs(line, options);
    },
  };
}

const NOTHING: CachedList = { etag: undefined, albums: [], isUnusable: false };

/** 2.x lists an own album that is shared in both lists. */
const withoutDuplicates = (albums: readonly ImmichAlbum[]): readonly ImmichAlbum[] => [
  ...new Map(albums.map((album) => [album.id, album])).values(),
];
