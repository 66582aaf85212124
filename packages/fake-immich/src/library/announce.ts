import type { FakeLibrary } from './library.ts';
import type { Album, Asset } from './records.ts';

/** A change that Immich tells its users of while it happens. */
export type LibraryEvent =
  | { readonly kind: 'uploaded' | 'updated'; readonly asset: Asset }
  | { readonly kind: 'trashed' | 'restored'; readonly ownerId: string; readonly ids: readonly string[] }
  | { readonly kind: 'deleted'; readonly ownerId: string; readonly id: string }
  | { readonly kind: 'album changed'; readonly album: Album }
  | { readonly kind: 'invited'; readonly album: Album; readonly userId: string };

export type Announce = (event: LibraryEvent) => void;

/** The same library, which announces what a real one was seen to announce; every other change goes unsaid. */
export function announcing(library: FakeLibrary, announce: Announce): FakeLibrary {
  const updated = (id: string): void => announce({ kind: 'updated', asset: library.asset(id) });
  const albumChanged = (id: string): void => announce({ kind: 'album changed', album: library.album(id) });
  const moved = (kind: 'trashed' | 'restored', ids: readonly string[]): void => {
    const byOwner = Map.groupBy(ids, (id) => library.asset(id).ownerId);
    for (const [ownerId, own] of byOwner) announce({ kind, ownerId, ids: own });
  };
  return {
    ...library,
    addAsset: (description) => {
      const asset = library.addAsset(description);
      announce({ kind: 'uploaded', asset });
      return asset;
    },
    updateAsset: (id, changes) => {
      library.updateAsset(id, changes);
      updated(id);
    },
    favorite: (...ids) => {
      library.favorite(...ids);
      for (const id of ids) updated(id);
    },
    unfavorite: (...ids) => {
      library.unfavorite(...ids);
      for (const id of ids) updated(id);
    },
    rate: (id, rating) => {
      library.rate(id, rating);
      updated(id);
    },
    moveDate: (id, ...times) => {
      library.moveDate(id, ...times);
      updated(id);
    },
    place: (id, place) => {
      library.place(id, place);
      updated(id);
    },
    edit: (id, ...edit) => {
      library.edit(id, ...edit);
      updated(id);
    },
    unedit: (id) => {
      library.unedit(id);
      updated(id);
    },
    tagAssets: (value, ...ids) => {
      library.tagAssets(value, ...ids);
      for (const id of ids) updated(id);
    },
    untagAssets: (value, ...ids) => {
      library.untagAssets(value, ...ids);
      for (const id of ids) updated(id);
    },
    archive: (id) => {
      library.archive(id);
      updated(id);
    },
    unarchive: (id) => {
      library.unarchive(id);
      updated(id);
    },
    trash: (...ids) => {
      library.trash(...ids);
      moved('trashed', ids);
    },
    restore: (...ids) => {
      library.restore(...ids);
      moved('restored', ids);
    },
    forceDelete: (...ids) => {
      for (const id of ids) {
        const { ownerId } = library.asset(id);
        library.forceDelete(id);
        announce({ kind: 'deleted', ownerId, id });
      }
    },
    addToAlbum: (albumId, ...assetIds) => {
      library.addToAlbum(albumId, ...assetIds);
      albumChanged(albumId);
    },
    removeFromAlbum: (albumId, ...assetIds) => {
      library.removeFromAlbum(albumId, ...assetIds);
      albumChanged(albumId);
    },
    shareAlbum: (id, user, role) => {
      const before = new Set(library.album(id).shares.map(({ userId }) => userId));
      library.shareAlbum(id, user, role);
      const album = library.album(id);
      for (const { userId } of album.shares) if (!before.has(userId)) announce({ kind: 'invited', album, userId });
    },
  };
}
