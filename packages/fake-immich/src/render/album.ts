import { factsOf } from '../library/album-facts.ts';
import type { Album, User } from '../library/records.ts';
import { hasLink } from '../library/shared-links.ts';
import type { LibraryState } from '../library/state.ts';
import type { Generation } from '../version.ts';
import { databaseDate, dayOf, isoDate } from './dates.ts';
import { renderUser } from './user.ts';

/** What differs between the replies that show an album. */
export interface AlbumView {
  readonly generation: Generation;
  /** 2.x: the members, already rendered. */
  readonly assets?: readonly unknown[];
  /** One album, asked for by id: tells who contributed, if it is shared. */
  readonly isSingle?: boolean;
  /** The answer to a change: its dates are not truncated to days, and it tells neither of contributors nor of later changes. */
  readonly isChange?: boolean;
}

/** An album as Immich shows it. */
export function renderAlbum(state: LibraryState, album: Album, view: AlbumView): Record<string, unknown> {
  const facts = factsOf(state, album);
  const owner = state.users.get(album.ownerId);
  const isV2 = view.generation === 'v2';
  const hasSharedLink = hasLink(state, album.id);
  const isShared = album.shares.length > 0 || hasSharedLink;
  const day = view.isChange ? databaseDate : dayOf;
  const isEmpty = facts.assetCount === 0;
  return {
    albumName: album.name,
    description: album.description,
    albumThumbnailAssetId: album.thumbnailAssetId,
    createdAt: isoDate(album.createdAt),
    updatedAt: isoDate(album.updatedAt),
    id: album.id,
    ...(isV2 && owner && { ownerId: owner.id, owner: renderUser(owner) }),
    albumUsers: albumUsers(state, album, isV2 ? undefined : owner),
    shared: isShared,
    hasSharedLink,
    ...(!isEmpty && { startDate: day(facts.start ?? 0), endDate: day(facts.end ?? 0) }),
    ...(isV2 && { assets: view.assets ?? [] }),
    assetCount: facts.assetCount,
    isActivityEnabled: true,
    order: album.order,
    ...(!isEmpty && !view.isChange && { lastModifiedAssetTimestamp: isoDate(facts.lastModified ?? 0) }),
    ...(view.isSingle && isShared && { contributorCounts: facts.contributors }),
  };
}

/** The people of an album; in 3.x the owner is one of them, and the first. */
function albumUsers(state: LibraryState, album: Album, owner: User | undefined) {
  const shared = album.shares.flatMap((share) => {
    const user = state.users.get(share.userId);
    return user ? [{ user: renderUser(user), role: share.role as string }] : [];
  });
  return owner ? [{ user: renderUser(owner), role: 'owner' }, ...shared] : shared;
}
