import type { AssetGroup, ListOptions, RequestOptions } from '@immich-webdav/core';
import type { ImmichAsset } from '../contract/immich.ts';
import type { OwnerNames } from '../mapping/asset.ts';

/** Reads the groups of one kind. */
export interface Kind {
  /** The same array while nothing changes. */
  list(options: ListOptions): Promise<readonly AssetGroup[]>;
  /** The members, perhaps with assets that Immich does not count as members. */
  members(group: AssetGroup, options: RequestOptions): AsyncIterable<readonly ImmichAsset[]>;
  /** The names of other owners of members; absent for kinds that do not show owners. */
  ownerNames?(options: RequestOptions): Promise<OwnerNames>;
}
