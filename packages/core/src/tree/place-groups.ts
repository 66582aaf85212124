import { createNameTable, nameKey } from '../names/name-table.ts';
import type { CatalogEntry } from '../ports/listing.ts';
import type { Place } from './container.ts';

/** A place of a view: what is inside it, and the group whose files it has, if any. */
export interface PlacedGroup extends Place {
  readonly children: Map<string, PlacedGroup>;
  entry?: CatalogEntry;
}

function childOf(outer: PlacedGroup, name: string): PlacedGroup {
  const key = nameKey(name);
  const child = outer.children.get(key) ?? {
    id: `${outer.id}/${key}`,
    path: [...outer.path, name],
    children: new Map<string, PlacedGroup>(),
  };
  outer.children.set(key, child);
  return child;
}

/** A new place beside those that are there. */
function freeChildOf(outer: PlacedGroup, name: string, id: string): PlacedGroup {
  const names = createNameTable();
  for (const { path } of outer.children.values()) names.keep(path.at(-1) ?? '');
  return childOf(outer, names.claim(name, id));
}

/**
 * Puts groups at their paths; names that differ in case only are one place. On a collision the later group gets a suffix derived
 * from its id; groups whose path is their name come first.
 */
export function placeGroups(
  root: Place,
  entries: readonly CatalogEntry[],
  pathOf: (entry: CatalogEntry) => readonly string[],
): PlacedGroup {
  const top: PlacedGroup = { ...root, children: new Map() };
  const placed = entries.map((entry) => ({ entry, path: pathOf(entry) }));
  const isAsNamed = ({ entry: { name }, path }: (typeof placed)[number]): boolean => path.join('/') === name;
  const colliding: typeof placed = [];
  const put = (one: (typeof placed)[number]): void => {
    const place = one.path.reduce(childOf, top);
    if (place.entry) colliding.push(one);
    else place.entry = one.entry;
  };
  for (const one of placed) if (isAsNamed(one)) put(one);
  for (const one of placed) if (!isAsNamed(one)) put(one);
  for (const { entry, path } of colliding) {
    const parent = path.slice(0, -1).reduce(childOf, top);
    freeChildOf(parent, path.at(-1) ?? entry.name, entry.group.id).entry = entry;
  }
  return top;
}
