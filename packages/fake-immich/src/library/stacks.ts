import type { Asset, Stack } from './records.ts';
import type { LibraryState } from './state.ts';

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
