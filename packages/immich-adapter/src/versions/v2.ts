import type { ImmichAlbum } from '../contract/immich.ts';
import { answerOf } from '../http/json-client.ts';
import { listIn, unfitAnswer } from './unfit-answer.ts';
import type { VersionLine } from './version-line.ts';

/** Immich 2.x (2.7 is tested): own and shared albums are two lists, and an album brings its members along. */
export const v2: VersionLine = {
  name: '2.x',
  async listAlbums(client, { signal }) {
    const ask = async (query: { shared?: boolean }): Promise<readonly ImmichAlbum[]> => {
      const answer = await answerOf((end) => client.GET('/albums', { params: { query }, signal: end }), signal);
      const albums = listIn(answer, 'the list of albums');
      // 3.x has no such field, so this server was upgraded.
      if (albums.some((album) => album.assets === undefined)) throw unfitAnswer('the list of albums');
      return albums;
    };
    const [own, shared] = await Promise.all([ask({}), ask({ shared: true })]);
    // An own album that is shared is in both.
    return [...new Map([...own, ...shared].map((album) => [album.id, album])).values()];
  },
  // A search would leave out what other people put into the album, and all that is archived.
  async *listMembers(client, id, { signal }) {
    const album = await answerOf(
      (end) => client.GET('/albums/{id}', { params: { path: { id } }, signal: end }),
      signal,
    );
    yield listIn(album.assets, 'an album');
  },
};
