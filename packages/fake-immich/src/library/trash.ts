import type { Loader } from './load.ts';
import type { Asset } from './records.ts';
import { leaveStack } from './stacks.ts';
import { albumsWith, type LibraryState, storeAsset, storeMembership } from './state.ts';

/** What happens to assets on their way out. All take ids, and throw a `TypeError` for an unknown one. */
export interface TrashChanges {
  /** Members stay members, but albums do not show or count them. A live photo's video is not trashed with it. */
  trash(...ids: readonly string[]): void;
  restore(...ids: readonly string[]): void;
  /** Deleted for good, though the job that removes it has not come to it: out of sight like a trashed one. */
  discard(...ids: readonly string[]): void;
  /** Gone for good, with its live photo video. */
  forceDelete(...ids: readonly string[]): void;
  /** What the administrator sets: whether there is a trash, and for how many days. Without one, DELETE still marks only. */
  configureTrash(settings: { readonly isEnabled?: boolean; readonly days?: number }): void;
  /** Deletes for good what has been in the trash for long enough; without a trash, all of it. */
  runNightlyJobs(): void;
  /** What the nightly jobs would delete. */
  expiredTrash(): readonly Asset[];
}

export function createTrashChanges({ state }: Loader): TrashChanges {
  const mark = (ids: readonly string[], isTrashed: boolean): void => {
    for (const id of ids) {
      const { index, asset } = located(state, id);
      const stamp = state.clock.stamp();
      storeAsset(state, index, { ...asset, trashedAt: isTrashed ? stamp : null, updatedAt: stamp });
    }
  };
  return {
    trash: (...ids) => mark(ids, true),
    restore: (...ids) => mark(ids, false),
    discard: (...ids) => mark(ids, true),
    forceDelete: (...ids) => {
      for (const id of ids) forceDelete(state, id);
    },
    configureTrash: (settings) => void Object.assign(state.trash, settings),
    expiredTrash: () => expiredTrash(state),
    runNightlyJobs: () => {
      for (const { id } of expiredTrash(state)) {
        // A live photo took its video along.
        if (state.assets.find(id)) forceDelete(state, id);
      }
    },
  };
}

function located(state: LibraryState, id: string): { readonly index: number; readonly asset: Asset } {
  const index = state.assets.indexOf(id);
  const asset = index === undefined ? undefined : state.assets.at(index);
  if (index === undefined || !asset) throw new TypeError(`The library has no asset ${id}.`);
  return { index, asset };
}

function forceDelete(state: LibraryState, id: string): void {
  const { index, asset } = located(state, id);
  leaveStack(state, asset);
  leaveAlbums(state, index);
  storeAsset(state, index, undefined);
  if (asset.livePhotoVideoId) forceDelete(state, asset.livePhotoVideoId);
}

const DAY_MS = 86_400_000;

function expiredTrash({ assets, trash, clock }: LibraryState): readonly Asset[] {
  // Stamps may be ahead of the clock, so nothing is compared with it where no time counts.
  const latest = trash.isEnabled ? clock.now() - trash.days * DAY_MS : Number.POSITIVE_INFINITY;
  const isExpired = ({ trashedAt }: Asset): boolean => trashedAt !== null && trashedAt <= latest;
  return [...assets.indexes()].flatMap((index) => assets.at(index) ?? []).filter(isExpired);
}

/** Takes an asset out of all albums. Immich does not touch their `updatedAt` for that. */
export function leaveAlbums(state: LibraryState, index: number): void {
  for (const album of albumsWith(state, index)) storeMembership(state, album, index, false);
}
