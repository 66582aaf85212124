import { createNameTable, nameKey } from '../names/name-table.ts';
import type { CatalogEntry } from '../ports/listing.ts';

/** A folder of a view: what is in it, and perhaps the group whose files it has. */
export interface GroupNode {
  readonly path: readonly string[];
  readonly children: Map<string, GroupNode>;
  entry?: CatalogEntry;
}

const nodeAt = (path: readonly string[]): GroupNode => ({ path, children: new Map() });

function childOf(node: GroupNode, name: string): GroupNode {
  const key = nameKey(name);
  const child = node.children.get(key) ?? nodeAt([...node.path, name]);
  node.children.set(key, child);
  return child;
}

/** A folder of its own beside those that are there. */
function freeChildOf(node: GroupNode, name: string, id: string): GroupNode {
  const names = createNameTable();
  for (const { path } of node.children.values()) names.keep(path.at(-1) ?? '');
  return childOf(node, names.claim(name, id));
}

/**
 * Puts groups where they are shown; names that differ in case only are the same folder. No group takes another's place: who finds
 * it taken gets one beside it, made of its id, and who is shown where its name says comes first.
 */
export function plantGroups(
  root: readonly string[],
  entries: readonly CatalogEntry[],
  pathOf: (entry: CatalogEntry) => readonly string[],
): GroupNode {
  const top = nodeAt(root);
  const placed = entries.map((entry) => ({ entry, path: pathOf(entry) }));
  const isAsNamed = ({ entry: { name }, path }: (typeof placed)[number]): boolean => path.join('/') === name;
  const inTheWay: typeof placed = [];
  const plant = (one: (typeof placed)[number]): void => {
    const node = one.path.reduce(childOf, top);
    if (node.entry) inTheWay.push(one);
    else node.entry = one.entry;
  };
  for (const one of placed) if (isAsNamed(one)) plant(one);
  for (const one of placed) if (!isAsNamed(one)) plant(one);
  for (const { entry, path } of inTheWay) {
    const parent = path.slice(0, -1).reduce(childOf, top);
    freeChildOf(parent, path.at(-1) ?? entry.name, entry.group.id).entry = entry;
  }
  return top;
}
