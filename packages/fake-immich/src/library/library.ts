import { type ContentSource, openContent } from '../content/content.ts';
import { type CollectionChanges, createCollectionChanges } from './collection-changes.ts';
import { type CopyChanges, createCopyChanges } from './copy-asset.ts';
import type { AlbumDescription, AssetDescription, DerivedFileDescription, Time } from './description.ts';
import type { Loader } from './load.ts';
import { createMetadataChanges, type MetadataChanges } from './metadata-edits.ts';
import type { Album, AlbumRole, Asset, DerivedFile, Exif, SortOrder, User, Visibility } from './records.ts';
import { createSharedLinkChanges, type SharedLinkChanges } from './shared-links.ts';
import { type LibraryState, storeAlbum, storeAsset, storeMembership } from './state.ts';
import { repairThumbnail } from './thumbnail-repair.ts';
import { timeOf } from './time.ts';
import { createTrashChanges, leaveAlbums, type TrashChanges } from './trash.ts';
import { createUploadChanges, type UploadChanges } from './uploads.ts';

/** What happens to users and their API keys. */
interface KeyChanges {
  userNamed(name: string): User;
  /** Sets the password of a user (by name); sessions stay, as in Immich unless asked otherwise. */
  setPassword(user: string, password: string): void;
  /** Ends all sessions of a user (by name), as "log out all devices" does. */
  endSessions(user: string): void;
  /** Deletes a user (by name): no session and no key of theirs is accepted any more. */
  removeUser(user: string): void;
  /** How many bytes a user (by name) may upload; null: no limit. */
  limitUploads(user: string, quotaBytes: number | null): void;
  /** An API key is not accepted any more; connections that it opened stay. */
  revokeKey(secret: string): void;
  /** It is accepted again. */
  allowKey(secret: string): void;
  /** From now on a key has these permissions and no others. */
  permitKey(secret: string, permissions: readonly string[]): void;
}

/**
 * Changes a library as a running Immich would, with the same effects on `updatedAt`. All take ids, and throw a `TypeError`
 * for an id that the library does not have.
 */
export interface FakeLibrary
  extends CollectionChanges,
    KeyChanges,
    SharedLinkChanges,
    UploadChanges,
    MetadataChanges,
    CopyChanges,
    TrashChanges {
  albums(): readonly Album[];
  album(id: string): Album;
  /** The first album of that name. */
  albumNamed(name: string): Album;
  asset(id: string): Asset;
  /** The first asset of that original file name; looks at described assets as well as generated ones, so it may be slow. */
  assetNamed(originalFileName: string): Asset;

  addAlbum(description: AlbumDescription): Album;
  renameAlbum(id: string, name: string): void;
  describeAlbum(id: string, description: string): void;
  orderAlbum(id: string, order: SortOrder): void;
  /** Changes some of what its owner and editors can edit, in one step. */
  updateAlbum(id: string, changes: AlbumEdits): void;
  /** Shares an album with a user (by name), or changes their role. */
  shareAlbum(id: string, user: string, role?: AlbumRole): void;
  unshareAlbum(id: string, user: string): void;
  deleteAlbum(id: string): void;
  /** Bumps the album's `updatedAt`, not the assets'. */
  addToAlbum(albumId: string, ...assetIds: readonly string[]): void;
  removeFromAlbum(albumId: string, ...assetIds: readonly string[]): void;

  /** Uploads. The first user is the owner unless the description says otherwise. */
  addAsset(description: AssetDescription): Asset;
  /** Changes what a user can edit; bumps the asset's `updatedAt`, no album's. */
  updateAsset(id: string, changes: AssetChanges): void;
  /** The same for some at once. */
  updateAssets(ids: readonly string[], changes: AssetChanges): void;
  favorite(...ids: readonly string[]): void;
  unfavorite(...ids: readonly string[]): void;
  /** Stars from 1 to 5; null: none. */
  rate(id: string, rating: number | null): void;
  /** Changes when it was taken, local time and all; without `localDateTime`, at the place's clock of UTC. */
  moveDate(id: string, fileCreatedAt: Time, localDateTime?: Time): void;
  /** Where it was taken. */
  place(id: string, place: Partial<Pick<Exif, 'city' | 'state' | 'country' | 'latitude' | 'longitude'>>): void;
  /** Edits a picture: another file, maybe of another size, beside the unchanged original, and new pictures made of it. */
  edit(id: string, edited: DerivedFileDescription, size?: { readonly width: number; readonly height: number }): void;
  /** Undoes the edit. */
  unedit(id: string): void;
  /** Makes thumbnail, preview and full size anew, as other bytes of the same length; bumps nothing. */
  regenerate(id: string): void;
  archive(id: string): void;
  unarchive(id: string): void;
  /** Also takes the asset out of every album, without a bump of theirs. */
  lock(id: string): void;
  /** An external library's file was not found by a scan: offline and in the trash. */
  takeOffline(id: string): void;
  bringBack(id: string): void;
  /** Other bytes under the same id, as 2.x allowed and external libraries do. */
  replaceContent(id: string, content: ContentSource, fileModifiedAt?: Time): void;
  /** The original vanishes from the server's disk; the record does not know. */
  loseFile(id: string): void;
}

/** The fields of `PUT /assets/{id}`. */
export interface AssetChanges {
  readonly isFavorite?: boolean;
  readonly description?: string;
  readonly rating?: number | null;
  readonly visibility?: Visibility;
  readonly fileCreatedAt?: Time;
  /** The moving part of a live photo. */
  readonly livePhotoVideoId?: string | null;
}

/** The fields of `PATCH /albums/{id}`. */
export type AlbumEdits = Partial<Pick<Album, 'name' | 'description' | 'order' | 'thumbnailAssetId'>>;

/** Gives the changes over what a loader loaded. */
export function createLibrary(loader: Loader): FakeLibrary {
  const { state } = loader;
  return {
    ...lookUps(state),
    ...albumChanges(loader),
    ...assetChanges(loader),
    ...keyChanges(loader),
    ...createCollectionChanges(loader),
    ...createSharedLinkChanges(loader),
    ...createUploadChanges(loader),
    ...createMetadataChanges(loader),
    ...createCopyChanges(loader),
    ...createTrashChanges(loader),
  };
}

type LookUps = Pick<FakeLibrary, 'albums' | 'album' | 'albumNamed' | 'asset' | 'assetNamed'>;

function lookUps(state: LibraryState): LookUps {
  return {
    albums: () => [...state.albums.values()],
    album: (id) => known(state.albums.get(id), 'album', id),
    albumNamed: (name) =>
      known(
        [...state.albums.values()].find((album) => album.name === name),
        'album named',
        name,
      ),
    asset: (id) => known(state.assets.find(id), 'asset', id),
    assetNamed: (name) => {
      for (const index of state.assets.indexes()) {
        const asset = state.assets.at(index);
        if (asset?.originalFileName === name) return asset;
      }
      return known<Asset>(undefined, 'asset named', name);
    },
  };
}

type AlbumChanges = Pick<
  FakeLibrary,
  | 'addAlbum'
  | 'renameAlbum'
  | 'describeAlbum'
  | 'orderAlbum'
  | 'updateAlbum'
  | 'shareAlbum'
  | 'unshareAlbum'
  | 'deleteAlbum'
  | 'addToAlbum'
  | 'removeFromAlbum'
>;

function albumChanges(loader: Loader): AlbumChanges {
  const { state } = loader;
  const change = (id: string, changes: Partial<Album>): Album =>
    storeAlbum(state, { ...albumOf(state, id), ...changes, updatedAt: state.clock.stamp() });
  const sharesWithout = (id: string, userId: string) =>
    albumOf(state, id).shares.filter((share) => share.userId !== userId);
  return {
    addAlbum: (description) => loader.album(description),
    renameAlbum: (id, name) => void change(id, { name }),
    describeAlbum: (id, description) => void change(id, { description }),
    orderAlbum: (id, order) => void change(id, { order }),
    updateAlbum: (id, changes) => void change(id, changes),
    shareAlbum: (id, user, role = 'viewer') => {
      const userId = loader.user(user).id;
      change(id, { shares: [...sharesWithout(id, userId), { userId, role }] });
    },
    unshareAlbum: (id, user) => void change(id, { shares: sharesWithout(id, loader.user(user).id) }),
    deleteAlbum: (id) => {
      const { members } = albumOf(state, id);
      state.albums.delete(id);
      state.facts.delete(id);
      for (const index of members) {
        state.albumCounts.forget(index);
        state.changes.note(index);
      }
    },
    addToAlbum: (albumId, ...assetIds) => {
      const album = albumOf(state, albumId);
      for (const id of assetIds) storeMembership(state, album, indexOf(state, id), true);
      change(albumId, { thumbnailAssetId: album.thumbnailAssetId ?? assetIds[0] ?? null });
    },
    removeFromAlbum: (albumId, ...assetIds) => {
      const album = albumOf(state, albumId);
      for (const id of assetIds) storeMembership(state, album, indexOf(state, id), false);
      repairThumbnail(state, change(albumId, {}));
    },
  };
}

function keyChanges({ state }: Loader): KeyChanges {
  const named = (name: string): User => {
    const user = [...state.users.values()].find((one) => one.name === name);
    if (!user) throw new TypeError(`The library has no user "${name}".`);
    return user;
  };
  return {
    userNamed: named,
    setPassword: (name, password) => {
      const user = named(name);
      state.users.set(user.id, { ...user, password });
    },
    endSessions: (name) => {
      const user = named(name);
      state.users.set(user.id, { ...user, sessions: [] });
    },
    limitUploads: (name, quotaBytes) => {
      const user = named(name);
      state.users.set(user.id, { ...user, quotaBytes });
    },
    removeUser: (name) => void state.users.delete(named(name).id),
    revokeKey: (secret) => void state.revokedKeys.add(secret),
    allowKey: (secret) => void state.revokedKeys.delete(secret),
    permitKey: (secret, permissions) => {
      for (const user of state.users.values()) {
        const apiKeys = user.apiKeys.map((key) => (key.secret === secret ? { ...key, permissions } : key));
        state.users.set(user.id, { ...user, apiKeys });
      }
    },
  };
}

type ChangesOfAssets = Omit<
  FakeLibrary,
  | keyof LookUps
  | keyof AlbumChanges
  | keyof CollectionChanges
  | keyof KeyChanges
  | keyof SharedLinkChanges
  | keyof UploadChanges
  | keyof MetadataChanges
  | keyof CopyChanges
  | keyof TrashChanges
>;

function assetChanges(loader: Loader): ChangesOfAssets {
  const { state } = loader;
  const change = (id: string, changes: (asset: Asset) => Partial<Asset>): void => {
    const index = indexOf(state, id);
    const asset = known(state.assets.at(index), 'asset', id);
    storeAsset(state, index, { ...asset, ...changes(asset), updatedAt: state.clock.stamp() });
  };
  const each = (ids: readonly string[], changes: (asset: Asset) => Partial<Asset>): void => {
    for (const id of ids) change(id, changes);
  };
  const show = (id: string, visibility: Visibility): void => {
    change(id, () => ({ visibility }));
    if (visibility === 'locked') leaveAlbums(state, indexOf(state, id));
  };
  const updateAsset: FakeLibrary['updateAsset'] = (id, given) => {
    const { visibility, description, rating, fileCreatedAt, ...rest } = given;
    change(id, (asset) => ({
      ...rest,
      fileCreatedAt: timeOf(fileCreatedAt) ?? asset.fileCreatedAt,
      exif: {
        ...asset.exif,
        description: description ?? asset.exif.description,
        rating: rating === undefined ? asset.exif.rating : rating,
      },
    }));
    if (visibility) show(id, visibility);
  };
  return {
    addAsset: (description) => {
      const owner = [...state.users.values()][0]?.name ?? '';
      const index = loader.asset(description, owner);
      return known(state.assets.at(index), 'asset', description.originalFileName);
    },
    updateAsset,
    updateAssets: (ids, changes) => {
      for (const id of ids) updateAsset(id, changes);
    },
    favorite: (...ids) => each(ids, () => ({ isFavorite: true })),
    unfavorite: (...ids) => each(ids, () => ({ isFavorite: false })),
    rate: (id, rating) => change(id, ({ exif }) => ({ exif: { ...exif, rating } })),
    moveDate: (id, fileCreatedAt, localDateTime) =>
      change(id, (asset) => {
        const taken = timeOf(fileCreatedAt) ?? asset.fileCreatedAt;
        return {
          fileCreatedAt: taken,
          localDateTime: timeOf(localDateTime) ?? taken,
          exif: { ...asset.exif, dateTimeOriginal: taken },
        };
      }),
    place: (id, place) => change(id, ({ exif }) => ({ exif: { ...exif, ...place } })),
    ...pictureChanges(state),
    archive: (id) => show(id, 'archive'),
    unarchive: (id) => show(id, 'timeline'),
    lock: (id) => show(id, 'locked'),
    takeOffline: (id) => change(id, () => ({ isOffline: true, trashedAt: state.clock.stamp() })),
    bringBack: (id) => change(id, () => ({ isOffline: false, trashedAt: null })),
    replaceContent: (id, source, fileModifiedAt) =>
      change(id, (asset) => {
        const content = openContent(source);
        const isExternal = asset.libraryId !== null;
        return {
          content,
          checksum: () => (isExternal ? asset.checksum() : content.sha1().toString('base64')),
          fileModifiedAt: timeOf(fileModifiedAt) ?? state.clock.stamp(),
          exif: { ...asset.exif, fileSizeInByte: content.size },
        };
      }),
    loseFile: (id) => {
      const index = indexOf(state, id);
      storeAsset(state, index, { ...known(state.assets.at(index), 'asset', id), isFileMissing: true });
    },
  };
}

type PictureChanges = Pick<FakeLibrary, 'edit' | 'unedit' | 'regenerate'>;

function pictureChanges(state: LibraryState): PictureChanges {
  const store = (id: string, changes: (asset: Asset, stamp: number) => Partial<Asset>): void => {
    const index = indexOf(state, id);
    const asset = known(state.assets.at(index), 'asset', id);
    const stamp = state.clock.stamp();
    storeAsset(state, index, { ...asset, ...regenerated(asset, stamp), ...changes(asset, stamp) });
  };
  return {
    edit: (id, { content, modifiedAt }, size) =>
      store(id, (_, stamp) => ({
        ...size,
        updatedAt: stamp,
        edited: { content: openContent(content), modifiedAt: timeOf(modifiedAt) ?? stamp },
      })),
    unedit: (id) =>
      store(id, ({ exif }, stamp) => ({
        updatedAt: stamp,
        edited: null,
        width: exif.exifImageWidth,
        height: exif.exifImageHeight,
      })),
    regenerate: (id) => store(id, () => ({})),
  };
}

/** The pictures that Immich makes of an asset, made at another time. */
function regenerated(
  { thumbnail, preview, fullsize }: Asset,
  stamp: number,
): Pick<Asset, 'thumbnail' | 'preview' | 'fullsize'> {
  const again = (file: DerivedFile | null): DerivedFile | null =>
    file && { content: openContent({ generated: file.content.size, seed: stamp }), modifiedAt: stamp };
  return { thumbnail: again(thumbnail), preview: again(preview), fullsize: again(fullsize) };
}

const albumOf = (state: LibraryState, id: string): Album => known(state.albums.get(id), 'album', id);

function indexOf(state: LibraryState, id: string): number {
  return known(state.assets.indexOf(id), 'asset', id);
}

function known<T>(value: T | undefined, kind: string, name: string): T {
  if (value === undefined) throw new TypeError(`The library has no ${kind} ${name}.`);
  return value;
}
