import type { RequestOptions } from '@immich-webdav/core';
import type { ImmichAlbum, ImmichAsset } from '../contract/immich.ts';
import type { JsonApi } from '../http/json-api.ts';

/** The query of one `GET /albums`. */
export interface AlbumQuery {
  readonly shared?: boolean;
}

/** How one line of releases is asked for what differs between them. */
export interface VersionLine {
  readonly name: string;
  /** Together they list the albums of the user and those shared with them; an album may be in several. */
  readonly albumQueries: readonly AlbumQuery[];
  /** False when an album in such a list looks like one of another line. */
  fits(album: ImmichAlbum): boolean;
  /**
   * Everything in an album that is counted in its `assetCount`, and perhaps what is not. Rejects with `bad-response` when the
   * answer looks like one of another line, which makes the caller look at the version again.
   */
  listMembers(api: JsonApi, albumId: string, options: RequestOptions): AsyncIterable<readonly ImmichAsset[]>;
}
