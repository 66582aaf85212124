import type { RequestOptions } from '@immich-webdav/core';
import type { ImmichAlbum, ImmichAsset, ImmichMetadataSearch, ImmichOwner } from '../contract/immich.ts';
import type { JsonApi } from '../http/json-api.ts';

/** The query of one `GET /albums`. */
export interface AlbumQuery {
  readonly shared?: boolean;
  readonly isOwned?: boolean;
}

/** One of the searches that it takes to find everything. */
export type SearchPass = Pick<ImmichMetadataSearch, 'visibility'>;

/** How one line of releases is asked for what differs between them. */
export interface VersionLine {
  readonly name: string;
  /** Together they list the albums of the user and those shared with them; an album may be in several. */
  readonly albumQueries: readonly AlbumQuery[];
  /** Reads one album without its members. */
  readonly albumQuery: { readonly withoutAssets?: true };
  /** Lists the albums of the user alone. */
  readonly ownAlbumsQuery: AlbumQuery;
  /** These queries find everything in other lines too. So where they find nothing there is nothing, whichever line it is. */
  readonly findsAlbumsOfAllLines: boolean;
  /** False when an album in such a list looks like one of another line. */
  fits(album: ImmichAlbum): boolean;
  /** Whose an album is. */
  ownerOf(album: ImmichAlbum): ImmichOwner | undefined;
  /**
   * Together they find what is on the timeline and what is archived, and perhaps what is hidden; counts of months that are asked for
   * in the same way count what is on the timeline and archived.
   */
  readonly searchPasses: readonly SearchPass[];
  /**
   * Everything in an album that is counted in its `assetCount`, and perhaps what is not. Rejects with `bad-response` when the
   * answer looks like one of another line, which makes the caller look at the version again.
   */
  listMembers(api: JsonApi, albumId: string, options: RequestOptions): AsyncIterable<readonly ImmichAsset[]>;
}
