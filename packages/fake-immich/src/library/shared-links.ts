import { createHash, timingSafeEqual } from 'node:crypto';
import { isShownInAlbum } from './album-facts.ts';
import type { SharedLinkDescription } from './description.ts';
import { uuidFrom } from './ids.ts';
import type { Loader } from './load.ts';
import { idsOf } from './load-collections.ts';
import type { Asset, SharedLink } from './records.ts';
import { albumsWith, type LibraryState } from './state.ts';
import { timeOf } from './time.ts';

/** Changes of shared links, by the user who made them. */
export interface SharedLinkChanges {
  addSharedLink(description: SharedLinkDescription): SharedLink;
  /** The first link with this description. */
  sharedLinkNamed(description: string): SharedLink;
  /** Changes what is given; an absent field stays. */
  updateSharedLink(
    id: string,
    changes: Partial<
      Pick<SharedLink, 'password' | 'slug' | 'expiresAt' | 'allowUpload' | 'allowDownload' | 'showMetadata'>
    >,
  ): void;
  /** Adds assets to a link that has no album. */
  addToSharedLink(id: string, ...assetIds: readonly string[]): void;
  removeSharedLink(id: string): void;
}

/** Immich's keys have 50 bytes. */
const KEY_BYTES = 50;

/** Adds a shared link. */
export function loadSharedLink(loader: Loader, given: SharedLinkDescription): SharedLink {
  const { state } = loader;
  const owner = given.owner ?? loader.firstUser;
  const album = given.album === undefined ? undefined : albumNamed(state, given.album);
  const ordinal = `${loader.seed}:shared-link:${state.sharedLinks.size}`;
  const showMetadata = given.showMetadata ?? true;
  const link: SharedLink = {
    id: given.id ?? uuidFrom(ordinal),
    key: given.key ?? createHash('sha512').update(ordinal).digest().subarray(0, KEY_BYTES).toString('base64url'),
    userId: loader.user(owner).id,
    albumId: album?.id ?? null,
    assetIds: album ? [] : idsOf(loader, given, owner),
    description: given.description ?? null,
    password: given.password ?? null,
    slug: given.slug ?? null,
    createdAt: timeOf(given.createdAt) ?? state.clock.stamp(),
    expiresAt: timeOf(given.expiresAt) ?? null,
    allowUpload: given.allowUpload ?? true,
    // As Immich creates them; a later change may allow it.
    allowDownload: showMetadata && (given.allowDownload ?? true),
    showMetadata,
  };
  state.sharedLinks.set(link.id, link);
  return link;
}

function albumNamed(state: LibraryState, name: string) {
  const album = state.albums.get(name) ?? [...state.albums.values()].find((one) => one.name === name);
  if (!album) throw new TypeError(`The library has no album named ${name}.`);
  return album;
}

export function createSharedLinkChanges(loader: Loader): SharedLinkChanges {
  const { sharedLinks } = loader.state;
  const known = (id: string): SharedLink => {
    const link = sharedLinks.get(id);
    if (!link) throw new TypeError(`The library has no shared link ${id}.`);
    return link;
  };
  return {
    addSharedLink: (description) => loadSharedLink(loader, description),
    sharedLinkNamed(description) {
      const found = [...sharedLinks.values()].find((link) => link.description === description);
      if (!found) throw new TypeError(`The library has no shared link ${description}.`);
      return found;
    },
    updateSharedLink: (id, changes) => void sharedLinks.set(id, { ...known(id), ...changes }),
    addToSharedLink(id, ...assetIds) {
      const link = known(id);
      sharedLinks.set(id, { ...link, assetIds: [...new Set([...link.assetIds, ...assetIds])] });
    },
    removeSharedLink: (id) => void sharedLinks.delete(known(id).id),
  };
}

/** The link with a key, in base64url or hexadecimal, while it is valid. */
export function linkByKey(state: LibraryState, key: string): SharedLink | undefined {
  const bytes = Buffer.from(key, key.length === 2 * KEY_BYTES ? 'hex' : 'base64url');
  return validLink(state, ({ key: own }) => {
    const expected = Buffer.from(own, 'base64url');
    return expected.length === bytes.length && timingSafeEqual(expected, bytes);
  });
}

/** The link with a slug, while it is valid. */
export const linkBySlug = (state: LibraryState, slug: string): SharedLink | undefined =>
  validLink(state, (link) => link.slug === slug);

function validLink(state: LibraryState, matches: (link: SharedLink) => boolean): SharedLink | undefined {
  const link = [...state.sharedLinks.values()].find(matches);
  if (!link || !state.users.has(link.userId)) return undefined;
  if (link.expiresAt !== null && link.expiresAt <= state.clock.now()) return undefined;
  return link.albumId === null || state.albums.has(link.albumId) ? link : undefined;
}

/** What a browser gets for the right password; it holds until the password changes. */
export const linkToken = ({ id, password }: SharedLink): string =>
  createHash('sha256').update(`${id}-${password}`).digest('base64');

/** The assets of a link without an album, oldest first. */
export const assetsOfLink = (state: LibraryState, { assetIds }: SharedLink): readonly Asset[] =>
  assetIds
    .flatMap((id) => state.assets.find(id) ?? [])
    .filter(({ trashedAt }) => trashedAt === null)
    .sort((a, b) => a.fileCreatedAt - b.fileCreatedAt);

/** Whether a link shows an asset, or the still of which this is the moving part. */
export function linkShows(state: LibraryState, link: SharedLink, asset: Asset): boolean {
  const isMember = (one: Asset): boolean => {
    if (one.trashedAt !== null) return false;
    if (link.albumId === null) return link.assetIds.includes(one.id);
    const index = state.assets.indexOf(one.id);
    return index !== undefined && albumsWith(state, index).some(({ id }) => id === link.albumId);
  };
  if (isMember(asset)) return true;
  const album = link.albumId === null ? undefined : state.albums.get(link.albumId);
  const stills = album
    ? [...album.members].flatMap((index) => state.assets.peek(index) ?? []).filter(isShownInAlbum)
    : assetsOfLink(state, link);
  return stills.some(({ livePhotoVideoId }) => livePhotoVideoId === asset.id);
}

/** Whether an album has a link. */
export const hasLink = (state: LibraryState, albumId: string): boolean =>
  [...state.sharedLinks.values()].some((link) => link.albumId === albumId);
