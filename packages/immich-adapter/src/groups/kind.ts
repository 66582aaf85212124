import type { AssetGroup, ListOptions, RequestOptions } from '@immich-webdav/core';
import type { ImmichAsset } from '../contract/immich.ts';
import type { OwnerNames } from '../mapping/asset.ts';

/** How groups of one kind are read. */
export interface Kind {
  /** The very same array as long as nothing changed. */
  list(options: ListOptions): Promise<readonly AssetGroup[]>;
  /** The members, and perhaps what Immich counts as none. */
  members(group: AssetGroup, options: RequestOptions): AsyncIterable<readonly ImmichAsset[]>;
  /** Names the others whose assets are among them; absent where they are not told. */
  ownerNames?(options: RequestOptions): Promise<OwnerNames>;
}
