import type { Asset, Stack } from './records.ts';
import { type LibraryState, storeAsset } from './state.ts';

/** The stack that an asset is in. */
export const stackWith = (state: LibraryState, asset: Asset): Stack | undefined =>
  asset.stackId === null ? undefined : stackBy(state, asset.stackId);

/** A stack by id: one that was described or made, or of a generated library. */
export const stackBy = (state: LibraryState, id: string): Stack | undefined =>
  state.stacks.has(id) ? (state.stacks.get(id) ?? undefined) : state.generatedStacks.by(id);

/** The stacks of a user. */
export const stacksOf = (state: LibraryState, userId: string): readonly Stack[] => {
  const own = [...state.stacks.values()].filter((stack) => stack !== null && stack.ownerId === userId);
  const generated = [...state.generatedStacks.all()].filter(
    ({ id, ownerId }) => ownerId === userId && !state.stacks.has(id),
  );
  return [...generated, ...(own as readonly Stack[])];
};

/** Ends a stack: its members are single assets again. Their `updatedAt` is bumped. */
export function endStack(state: LibraryState, stack: Stack): void {
  state.stacks.set(stack.id, null);
  for (const id of stack.assetIds) {
    const index = state.assets.indexOf(id);
    const asset = index === undefined ? undefined : state.assets.at(index);
    if (index !== undefined && asset)
      storeAsset(state, index, { ...asset, stackId: null, updatedAt: state.clock.stamp() });
  }
}

/** Takes an asset that is deleted out of its stack. Another becomes the primary one; a primary one and one other were a stack no longer. */
export function leaveStack(state: LibraryState, asset: Asset): void {
  const stack = stackWith(state, asset);
  if (!stack) return;
  const rest = stack.assetIds.filter((id) => id !== asset.id);
  const [next] = rest;
  const isPrimary = stack.primaryAssetId === asset.id;
  if (isPrimary && (next === undefined || rest.length < 2)) endStack(state, stack);
  else state.stacks.set(stack.id, { ...stack, assetIds: rest, ...(isPrimary && next && { primaryAssetId: next }) });
}
