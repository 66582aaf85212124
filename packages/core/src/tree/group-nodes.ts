import { nameKey } from '../names/name-table.ts';
import type { CatalogEntry } from '../ports/listing.ts';

/** A folder of a view: what is in it, and perhaps the group whose files it has. */
export interface GroupNode {
  readonly path: readonly string[];
  readonly children: Map<string, GroupNode>;
  entry?: CatalogEntry;
}

const nodeAt = (path: readonly string[]): GroupNode => ({ path, children: new Map() });

/** Puts groups where they are shown; names that differ in case only are the same folder. */
export function plantGroups(
  root: readonly string[],
  entries: readonly CatalogEntry[],
  folderOf: (entry: CatalogEntry) => readonly string[],
): GroupNode {
  const top = nodeAt(root);
  for (const entry of entries) {
    let node = top;
    for (const name of folderOf(entry)) {
      const child: GroupNode = node.children.get(nameKey(name)) ?? nodeAt([...node.path, name]);
      node.children.set(nameKey(name), child);
      node = child;
    }
    node.entry = entry;
  }
  return top;
}
