import { isShownInAlbum, shownMembers } from './album-facts.ts';
import type { Album, AlbumRole, Asset, SharedLink, User } from './records.ts';
import { linkShows } from './shared-links.ts';
import { albumsWith, type LibraryState } from './state.ts';

/** Who asks: a user, and whether their session is elevated (PIN entered), which shows locked assets. */
export interface Viewer {
  readonly user: User;
  readonly elevated: boolean;
  /** Asks by a link that the user made, and sees nothing else. */
  readonly sharedLink?: SharedLink;
}

/** A user's role in an album; undefined: none of their business. */
export function roleIn(album: Album, userId: string): 'owner' | AlbumRole | undefined {
  if (album.ownerId === userId) return 'owner';
  return album.shares.find((share) => share.userId === userId)?.role;
}

/** Whether this viewer may see an album. */
export const maySee = (viewer: Viewer, album: Album): boolean =>
  viewer.sharedLink ? viewer.sharedLink.albumId === album.id : roleIn(album, viewer.user.id) !== undefined;

/** The albums that a user owns or was given, newest first. */
export const albumsOf = (state: LibraryState, userId: string): readonly Album[] =>
  [...state.albums.values()].filter((album) => roleIn(album, userId)).sort((a, b) => b.createdAt - a.createdAt);

/** Whether this viewer may read an asset: their own, in an album they see, or a partner's. */
export function mayRead(state: LibraryState, viewer: Viewer, asset: Asset): boolean {
  if (viewer.sharedLink) return linkShows(state, viewer.sharedLink, asset);
  const userId = viewer.user.id;
  if (asset.ownerId === userId) return asset.visibility !== 'locked' || viewer.elevated;
  if (asset.trashedAt !== null || asset.visibility === 'locked') return false;
  return isPartnerOf(viewer.user, asset) || isInAlbumOf(state, userId, asset);
}

/** Whether a viewer may change all of these: their own, and no locked ones without an elevated session. */
export const ownsAll = ({ assets }: LibraryState, { user, elevated }: Viewer, ids: readonly string[]): boolean =>
  ids.every((id) => {
    const asset = assets.find(id);
    return asset?.ownerId === user.id && (asset.visibility !== 'locked' || elevated);
  });

/** Whether a user may put an asset into an album: their own (the trashed ones too) or a partner's. */
export function mayShare({ user, elevated }: Viewer, asset: Asset): boolean {
  if (asset.ownerId === user.id) return asset.visibility !== 'locked' || elevated;
  return asset.trashedAt === null && asset.visibility !== 'locked' && isPartnerOf(user, asset);
}

const isPartnerOf = (user: User, asset: Asset): boolean =>
  asset.visibility !== 'archive' && user.partners.some((partner) => partner.userId === asset.ownerId);

function isInAlbumOf(state: LibraryState, userId: string, asset: Asset): boolean {
  const index = state.assets.indexOf(asset.id);
  if (index === undefined) return false;
  if (albumsWith(state, index).some((album) => roleIn(album, userId))) return true;
  return asset.visibility === 'hidden' && isMotionOfMember(state, userId, asset);
}

// The moving part of a live photo is no member; it is readable where its still is.
function isMotionOfMember(state: LibraryState, userId: string, motion: Asset): boolean {
  return albumsOf(state, userId).some((album) =>
    [...shownMembers(state, album)].some((member) => member.livePhotoVideoId === motion.id),
  );
}

/** The albums of a user that show an asset. */
export function albumsShowing(state: LibraryState, userId: string, assetId: string): readonly Album[] {
  const index = state.assets.indexOf(assetId);
  const asset = index === undefined ? undefined : state.assets.at(index);
  if (index === undefined || !asset || !isShownInAlbum(asset)) return [];
  return albumsWith(state, index).filter((album) => roleIn(album, userId));
}
