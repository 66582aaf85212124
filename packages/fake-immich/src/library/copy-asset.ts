import { UNEDITED } from './defaults.ts';
import type { Loader } from './load.ts';
import type { Asset, Embedded } from './records.ts';
import { stackWith } from './stacks.ts';
import { albumsWith, type LibraryState, storeAsset, storeMembership } from './state.ts';

/** What is copied from one asset to another; all by default. */
export interface CopyOptions {
  readonly albums?: boolean;
  readonly favorite?: boolean;
  readonly sharedLinks?: boolean;
  readonly stack?: boolean;
}

/** The two steps of a copy: what the answer waits for, and the job that reads the copied sidecar. */
export interface CopyChanges {
  /** The target joins albums, links and the stack of the source, whose primary asset stays. Bumps no album. */
  copyAsset(sourceId: string, targetId: string, options: CopyOptions): void;
  /** What was edited or tagged at the source wins over what the target's file says. */
  applySidecar(sourceId: string, targetId: string): void;
}

export function createCopyChanges({ state }: Loader): CopyChanges {
  return {
    copyAsset: (sourceId, targetId, { albums = true, favorite = true, sharedLinks = true, stack = true }) => {
      const [source, target] = [located(state, sourceId), located(state, targetId)];
      if (albums)
        for (const album of albumsWith(state, source.index)) storeMembership(state, album, target.index, true);
      if (sharedLinks) copyLinks(state, sourceId, targetId);
      if (stack) joinStack(state, source.asset, target);
      if (favorite) change(state, targetId, () => ({ isFavorite: source.asset.isFavorite }));
    },
    applySidecar: (sourceId, targetId) => {
      const { asset: source } = located(state, sourceId);
      const edits = editsOf(source);
      const isMoved = edits.dateTimeOriginal !== undefined;
      change(state, targetId, ({ exif, tagIds }) => ({
        tagIds: source.tagIds.length > 0 ? source.tagIds : tagIds,
        exif: { ...exif, ...edits, ...(isMoved && { timeZone: source.exif.timeZone }) },
        ...(isMoved && { fileCreatedAt: source.fileCreatedAt, localDateTime: source.localDateTime }),
      }));
    },
  };
}

interface Located {
  readonly index: number;
  readonly asset: Asset;
}

function located(state: LibraryState, id: string): Located {
  const index = state.assets.indexOf(id);
  const asset = index === undefined ? undefined : state.assets.at(index);
  if (index === undefined || !asset) throw new TypeError(`The library has no asset ${id}.`);
  return { index, asset };
}

function change(state: LibraryState, id: string, changes: (asset: Asset) => Partial<Asset>): void {
  const { index, asset } = located(state, id);
  storeAsset(state, index, { ...asset, ...changes(asset), updatedAt: state.clock.stamp() });
}

/** Immich keeps edits in a sidecar: all that the file itself does not say. */
function editsOf({
  exif,
  embedded = { ...UNEDITED, dateTimeOriginal: exif.dateTimeOriginal },
}: Asset): Partial<Embedded> {
  const names = Object.keys(UNEDITED) as readonly (keyof Embedded)[];
  return Object.fromEntries(names.filter((name) => exif[name] !== embedded[name]).map((name) => [name, exif[name]]));
}

function copyLinks({ sharedLinks }: LibraryState, sourceId: string, targetId: string): void {
  for (const link of sharedLinks.values()) {
    if (!link.assetIds.includes(sourceId)) continue;
    sharedLinks.set(link.id, { ...link, assetIds: [...new Set([...link.assetIds, targetId])] });
  }
}

function joinStack(state: LibraryState, source: Asset, target: Located): void {
  const stack = stackWith(state, source);
  const former = stackWith(state, target.asset);
  if (!stack || former?.id === stack.id) return;
  // A stack that the target leads comes with it.
  const joining = former ? former.assetIds : [target.asset.id];
  if (former) state.stacks.set(former.id, null);
  state.stacks.set(stack.id, { ...stack, assetIds: [...stack.assetIds, ...joining] });
  for (const id of joining) change(state, id, () => ({ stackId: stack.id }));
}
