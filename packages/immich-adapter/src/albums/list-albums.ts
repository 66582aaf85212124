import { isDeepStrictEqual } from 'node:util';
import { type AssetGroup, type RequestOptions, TreeError } from '@immich-webdav/core';
import type { Account } from '../account/account.ts';
import type { ImmichAlbum } from '../contract/immich.ts';
import type { JsonApi } from '../http/json-api.ts';
import { toGroup } from '../mapping/album.ts';
import { inLine } from '../versions/in-line.ts';
import type { VersionLines } from '../versions/server-version.ts';
import { listIn, unfitAnswer } from '../versions/unfit-answer.ts';
import type { AlbumQuery, VersionLine } from '../versions/version-line.ts';

/** Lists albums, and remembers what it said. */
export interface AlbumLister {
  /** The user's own albums and those shared with them, each once; the very same array as long as nothing changed. */
  list(options?: RequestOptions): Promise<readonly AssetGroup[]>;
}

/** The answer to one query. */
interface KnownList {
  readonly etag: string | undefined;
  readonly groups: readonly AssetGroup[];
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

  async function listAs(line: VersionLine, options: RequestOptions): Promise<readonly AssetGroup[]> {
    const before = known?.line === line ? known : undefined;
    const queries = line.albumQueries.map((query, at) =>
      readList(api, account, line, query, before?.lists[at], options),
    );
    const lists = await Promise.all(queries);
    if (before && lists.every((list, at) => list === before.lists[at])) return before.groups;
    const merged = eachOnce(lists.flatMap(({ groups }) => groups));
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

async function readList(
  api: JsonApi,
  account: Account,
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
  if (!answer) return before ?? { etag: undefined, groups: [] };
  const albums = listIn(answer.data, 'the list of albums');
  if (!albums.every((album) => line.fits(album))) throw unfitAnswer('the list of albums');
  const userId = albums.some(({ shared }) => shared === true) ? await ownId(account, options) : undefined;
  const ownerOf = (album: ImmichAlbum): string | undefined => {
    const owner = line.ownerOf(album);
    return userId === undefined || owner?.id === userId ? undefined : owner?.name;
  };
  return { etag: answer.etag, groups: albums.map((album) => toGroup(album, ownerOf(album))) };
}

/** A key that may not tell who the user is can read albums all the same; then nobody knows whose they are. */
async function ownId(account: Account, options: RequestOptions): Promise<string | undefined> {
  try {
    return await account.userId(options);
  } catch (error) {
    if (TreeError.is(error) && error.code === 'forbidden') return undefined;
    throw error;
  }
}

/** In 2.x an own album that is shared is in two lists. */
const eachOnce = (groups: readonly AssetGroup[]): readonly AssetGroup[] => [
  ...new Map(groups.map((group) => [group.id, group])).values(),
];
