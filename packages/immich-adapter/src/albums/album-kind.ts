import type { Account } from '../account/account.ts';
import type { Kind } from '../groups/kind.ts';
import type { JsonApi } from '../http/json-api.ts';
import { pagesInLine } from '../versions/in-line.ts';
import type { VersionLines } from '../versions/server-version.ts';
import { createAlbumLister } from './list-albums.ts';

/** The user's own and shared albums, with the assets that other users added. */
export function createAlbumKind(api: JsonApi, lines: VersionLines, account: Account): Kind {
  const albums = createAlbumLister(api, lines, account);
  return {
    list: (options) => albums.list(options),
    members: ({ id }, options) => pagesInLine(lines, (line) => line.listMembers(api, id, options), options.signal),
  };
}
