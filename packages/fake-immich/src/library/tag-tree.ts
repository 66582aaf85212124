import type { LibraryState } from './state.ts';

/** A tag with all tags below it. Empty for an unknown id. */
export function withDescendants(state: LibraryState, id: string): ReadonlySet<string> {
  if (!state.tags.has(id)) return new Set();
  const found = new Set([id]);
  // A parent is stored before its children, so one pass is enough.
  for (const tag of state.tags.values()) if (tag.parentId !== null && found.has(tag.parentId)) found.add(tag.id);
  return found;
}
