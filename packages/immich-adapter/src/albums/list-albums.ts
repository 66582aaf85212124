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

/** Lists albums, and remembers what it said. */
export interface AlbumLister {
  /** The user's own albums and those shared with them, each once; the very same array as long as nothing changed. */
  list(options?: RequestOptions): Promise<readonly AssetGroup[]>;
}

/** The answer to one query. */
interface KnownList {
  readonly etag: string | undefined;
  readonly albums: readonly ImmichAlbum[];
  /** Whether there were records without any that is usable. */
  readonly isUnusable: boolean;
}

/** All that was said last. */
interface KnownAlbums {
  readonly line: VersionLine;
  /** One for each of the line's queries. */
  readonly lists: readonly KnownList[];
  readonly groups: readonly AssetGroup[];
}

export function createAlbumLister(api: JsonApi, lines: VersionLines, account: Account): AlbumLister {
  let known: KnownAlbums | undefined;

  async function readList(
    line: VersionLine,
    query: AlbumQuery,
    before: KnownList | undefined,
    options: RequestOptions,
  ): Promise<KnownList> {
    const answer = await api.askIfChanged(
      (client, init) => client.GET('/albums', { params: { query }, ...init }),
      before?.etag,
      options,
    );
    if (!answer) return before ?? NOTHING;
    const albums = recordsIn(answer.data, 'the list of albums');
    const hasRecords = answer.data.length > 0;
    // Where no record looks as it should, the server may have been upgraded; one that is odd is only that.
    const isUnfit = hasRecords && !albums.some((album) => line.fits(album));
    if (isUnfit && (await lines.read(options.signal)) !== line) throw unfitAnswer('the list of albums');
    return { etag: answer.etag, albums, isUnusable: hasRecords && albums.length === 0 };
  }

  async function listAs(line: VersionLine, options: RequestOptions): Promise<readonly AssetGroup[]> {
    const before = known?.line === line ? known : undefined;
    const queries = line.albumQueries.map((query, at) => readList(line, query, before?.lists[at], options));
    const lists = await Promise.all(queries);
    if (before && lists.every((list, at) => list === before.lists[at])) return before.groups;
    const albums = eachOnce(lists.flatMap((list) => list.albums));
    if (albums.length === 0 && lists.some(({ isUnusable }) => isUnusable)) throw unfitAnswer('the list of albums');
    const ownerNameOf = await readOwnership({ api, account, line, albums }, options);
    const merged = albums.map((album) => toGroup(album, ownerNameOf(album)));
    // A proxy may drop entity tags, and Immich may change what is not shown here.
    const groups = before && isDeepStrictEqual(before.groups, merged) ? before.groups : merged;
    known = { line, lists, groups };
    return groups;
  }

  return {
    async list(options = {}) {
      const groups = await inLine(lines, (line) => listAs(line, options), options.signal);
      if (groups.length > 0 || known?.line.findsAlbumsOfAllLines) return groups;
      // An empty list looks the same in every release, so the version has to be asked for.
      const line = await lines.read(options.signal);
      return line === known?.line ? groups : listAs(line, options);
    },
  };
}

const NOTHING: KnownList = { etag: undefined, albums: [], isUnusable: false };

/** In 2.x an own album that is shared is in two lists. */
const eachOnce = (albums: readonly ImmichAlbum[]): readonly ImmichAlbum[] => [
  ...new Map(albums.map((album) => [album.id, album])).values(),
];
