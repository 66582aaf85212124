import { createHash } from 'node:crypto';
import { type AssetGroup, LibraryError, type RequestOptions } from '@immich-webdav/core';
import { toGroup } from '../albums/album-groups.ts';
import type { ImmichAsset } from '../contract/immich.ts';
import { unfitAnswer } from '../errors/answer-errors.ts';
import { createGroupDates } from '../groups/dated-groups.ts';
import { createCachedAnswer } from '../http/cached-answer.ts';
import type { JsonApi } from '../http/json-api.ts';
import { nameFor } from '../mapping/names.ts';
import { isText, recordsIn } from '../mapping/records.ts';
import type { VersionLine } from '../versions/version-line.ts';
import type { ImmichLink } from './open-link.ts';

/** Reads the assets of a shared link as one group. */
export interface LinkGroup {
  /** The only group, in the same array while nothing changes. */
  list(line: VersionLine, options: RequestOptions): Promise<readonly AssetGroup[]>;
  members(line: VersionLine, group: AssetGroup, options: RequestOptions): AsyncIterable<readonly ImmichAsset[]>;
}

/** The album of a link. */
export function createAlbumGroup(api: JsonApi, albumId: string): LinkGroup {
  const path = { id: albumId };
  const answers = new Map<VersionLine, ReturnType<typeof answersOf>>();
  const answersOf = ({ albumQuery: query }: VersionLine) =>
    createCachedAnswer(
      api,
      (client, init) => client.GET('/albums/{id}', { params: { path, query }, ...init }),
      ({ data }) => {
        if (!isText(data.id)) throw unfitAnswer('the album of a shared link');
        return [toGroup(data, undefined)];
      },
    );
  return {
    list(line, options) {
      const cached = answers.get(line) ?? answersOf(line);
      answers.set(line, cached);
      return cached.read(options);
    },
    async *members(line, _, options) {
      try {
        yield* line.listMembers(api, albumId, options);
      } catch (error) {
        throw LibraryError.is(error) && error.code === 'forbidden' ? notListed(error) : error;
      }
    },
  };
}

const notListed = (cause: LibraryError): LibraryError =>
  new LibraryError(
    'not-supported',
    'This release of Immich does not list the album of a shared link; update it to 3.1 or newer.',
    { cause },
  );

/** The assets of a link without an album, which come with the link itself. */
export function createOwnGroup(api: JsonApi, { createdAt }: ImmichLink, now: () => number): LinkGroup {
  const dates = createGroupDates([], now);
  const answers = createCachedAnswer(
    api,
    (client, init) => client.GET('/shared-links/me', init),
    ({ data: { id, description, assets: listed } }) => {
      const assets = recordsIn(listed, 'a shared link');
      const group = {
        kind: 'album' as const,
        id: isText(id) ? id : 'shared-link',
        name: isText(description) ? description : nameFor('Shared link', id),
        revision: createHash('sha1').update(JSON.stringify(assets)).digest('hex'),
        assetCount: assets.length,
        createdAt,
        modifiedAt: createdAt,
      };
      return { groups: dates.dated([group]), assets };
    },
  );
  return {
    list: async (_, options) => (await answers.read(options)).groups,
    async *members(_, __, options) {
      yield (await answers.read(options)).assets;
    },
  };
}
