import type { FakeLibrary } from './library.ts';
import type { Album, Asset, Stack } from './records.ts';

/** A change that Immich tells its users of while it happens. */
export type LibraryEvent =
  | { readonly kind: 'uploaded' | 'updated' | 'edited'; readonly asset: Asset }
  | { readonly kind: 'stacks changed'; readonly ownerId: string }
  | { readonly kind: 'trashed' | 'restored'; readonly ownerId: string; readonly ids: readonly string[] }
  | { readonly kind: 'deleted'; readonly ownerId: string; readonly id: string }
  | { readonly kind: 'album changed'; readonly album: Album }
  | { readonly kind: 'invited'; readonly album: Album; readonly userId: string };

export type Announce = (event: LibraryEvent) => void;

/** The same library, which announces what a real one was seen to announce; every other change goes unsaid. */
export function announcing(library: FakeLibrary, announce: Announce): FakeLibrary {
  return {
    ...library,
    ...announcingUpdates(library, announce),
    ...announcingMoves(library, announce),
    ...announcingStacks(library, announce),
    ...announcingAlbums(library, announce),
  };
}

/** Changes of assets, after each of which their owner hears of the asset; these take its id first. */
const UPDATES_OF_ONE = ['archive', 'unarchive', 'rate', 'moveDate', 'place', 'applyMetadata'] as const;
/** These take the id of an asset whose picture changes. */
const EDITS = ['edit', 'unedit'] as const;
/** `PUT /assets/{id}` with nothing but these sends no event; the bulk `PUT /assets` does. */
const SILENT_FIELDS: ReadonlySet<string> = new Set(['isFavorite', 'visibility', 'livePhotoVideoId']);
/** These take ids. */
const UPDATES_OF_SOME = ['favorite', 'unfavorite'] as const;
/** These take a tag first, then ids. */
const UPDATES_OF_TAGGED = ['tagAssets', 'untagAssets'] as const;

type Updates = Partial<FakeLibrary>;

function announcingUpdates(library: FakeLibrary, announce: Announce): Updates {
  const table = (
    names: readonly (keyof FakeLibrary)[],
    idsOf: (given: readonly string[]) => readonly string[],
    kind: 'updated' | 'edited' = 'updated',
  ): Updates =>
    Object.fromEntries(
      names.map((name) => [
        name,
        (...given: readonly string[]) => {
          (library[name] as (...args: readonly unknown[]) => void)(...given);
          for (const id of idsOf(given)) announce({ kind, asset: library.asset(id) });
        },
      ]),
    );
  return {
    updateAsset: (id, changes) => {
      library.updateAsset(id, changes);
      const isSilent = Object.keys(changes).every((field) => SILENT_FIELDS.has(field));
      if (!isSilent) announce({ kind: 'updated', asset: library.asset(id) });
    },
    applySidecar: (sourceId, targetId) => {
      library.applySidecar(sourceId, targetId);
      announce({ kind: 'updated', asset: library.asset(targetId) });
    },
    updateAssets: (ids, changes) => {
      library.updateAssets(ids, changes);
      for (const id of ids) announce({ kind: 'updated', asset: library.asset(id) });
    },
    ...table(UPDATES_OF_ONE, ([id = '']) => [id]),
    ...table(EDITS, ([id = '']) => [id], 'edited'),
    ...table(UPDATES_OF_SOME, (ids) => ids),
    ...table(UPDATES_OF_TAGGED, ([, ...ids]) => ids),
  };
}

function announcingMoves(library: FakeLibrary, announce: Announce): Updates {
  const moved = (kind: 'trashed' | 'restored', ids: readonly string[]): void => {
    const byOwner = Map.groupBy(ids, (id) => library.asset(id).ownerId);
    for (const [ownerId, own] of byOwner) announce({ kind, ownerId, ids: own });
  };
  const deleted = (assets: readonly Asset[]): void => {
    for (const { ownerId, id } of assets) announce({ kind: 'deleted', ownerId, id });
  };
  return {
    addAsset: (description) => {
      const asset = library.addAsset(description);
      announce({ kind: 'uploaded', asset });
      return asset;
    },
    trash: (...ids) => {
      library.trash(...ids);
      moved('trashed', ids);
    },
    restore: (...ids) => {
      library.restore(...ids);
      moved('restored', ids);
    },
    processUpload: (id, metadata) => {
      library.processUpload(id, metadata);
      announce({ kind: 'uploaded', asset: library.asset(id) });
    },
    forceDelete: (...ids) => {
      const assets = ids.map((id) => library.asset(id));
      library.forceDelete(...ids);
      deleted(assets);
    },
    runNightlyJobs: () => {
      const assets = library.expiredTrash();
      library.runNightlyJobs();
      deleted(assets);
    },
  };
}

function announcingStacks(library: FakeLibrary, announce: Announce): Updates {
  const changed = ({ ownerId }: Stack): void => announce({ kind: 'stacks changed', ownerId });
  return {
    leadStack: (stackId, assetId) => {
      const stack = library.leadStack(stackId, assetId);
      changed(stack);
      return stack;
    },
    leaveStack: (stackId, assetId) => {
      const stack = library.leaveStack(stackId, assetId);
      changed(stack);
      return stack;
    },
    stack: (...assetIds) => {
      const stack = library.stack(...assetIds);
      changed(stack);
      return stack;
    },
    unstack: (stackId) => {
      const stack = library.unstack(stackId);
      changed(stack);
      return stack;
    },
  };
}

function announcingAlbums(library: FakeLibrary, announce: Announce): Updates {
  const albumChanged = (id: string): void => announce({ kind: 'album changed', album: library.album(id) });
  return {
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
