import type { RequestOptions } from '@immich-webdav/core';
import type { ImmichAlbum, ImmichAsset } from '../contract/immich.ts';
import type { JsonClient } from '../http/json-client.ts';

/**
 * How one line of releases is asked for what differs between them. Rejects with `bad-response` when the answer looks like
 * one of another line, which makes the caller look at the version again.
 */
export interface VersionLine {
  readonly name: string;
  /** Albums of the user, and those shared with them. */
  listAlbums(client: JsonClient, options: RequestOptions): Promise<readonly ImmichAlbum[]>;
  /** Everything in an album that is counted in its `assetCount`, and perhaps what is not. */
  listMembers(client: JsonClient, albumId: string, options: RequestOptions): AsyncIterable<readonly ImmichAsset[]>;
}
