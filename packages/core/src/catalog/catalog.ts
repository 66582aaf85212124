import type { AssetGroup, GroupKind } from '../ports/asset-group.ts';
import type { CatalogEntry } from '../ports/listing.ts';

/** All groups that are shown. Each change of a kind starts a new generation, so that callers can cache by generation. */
export interface Catalog {
  /** Grows with each change to groups of a kind; undefined until they are loaded. */
  generationOf(kind: GroupKind): number | undefined;
  entriesOf(kind: GroupKind): readonly CatalogEntry[];
  all(): readonly CatalogEntry[];
  entry(groupId: string): CatalogEntry | undefined;
  /** Replaces the entries of a kind. An unchanged entry stays the same object. */
  setEntries(kind: GroupKind, entries: readonly CatalogEntry[]): void;
  /** Replaces one entry; does nothing when the group is not in the catalog. */
  setEntry(entry: CatalogEntry): void;
}

interface Kind {
  readonly generation: number;
  readonly entries: ReadonlyMap<string, CatalogEntry>;
}

const isSame = (a: CatalogEntry, b: CatalogEntry): boolean =>
  a.name === b.name && a.listing === b.listing && isSameGroup(a.group, b.group);

const isSameGroup = (a: AssetGroup, b: AssetGroup): boolean =>
  a.revision === b.revision && a.modifiedAt === b.modifiedAt && a.name === b.name && a.owner === b.owner;

export function createCatalog(): Catalog {
  const kinds = new Map<GroupKind, { generation: number; entries: Map<string, CatalogEntry> }>();
  const kindOf = new Map<string, GroupKind>();

  const find = (id: string): CatalogEntry | undefined => {
    const kind = kindOf.get(id);
    return kind && kinds.get(kind)?.entries.get(id);
  };
  const setEntry = (entry: CatalogEntry): void => {
    const kind = kinds.get(entry.group.kind);
    if (!kind?.entries.has(entry.group.id)) return;
    kind.entries.set(entry.group.id, entry);
    kind.generation += 1;
  };
  const isUnchanged = (before: Kind, next: readonly CatalogEntry[]): boolean =>
    next.length === before.entries.size && next.every((entry) => before.entries.get(entry.group.id) === entry);

  return {
    generationOf: (kind) => kinds.get(kind)?.generation,
    entriesOf: (kind) => [...(kinds.get(kind)?.entries.values() ?? [])],
    all: () => [...kinds.values()].flatMap(({ entries }) => [...entries.values()]),
    entry: find,
    setEntries(kind, all) {
      const before = kinds.get(kind);
      const next = all.map((entry) => {
        const earlier = before?.entries.get(entry.group.id);
        return earlier && isSame(earlier, entry) ? earlier : entry;
      });
      if (before && isUnchanged(before, next)) return;
      for (const id of before?.entries.keys() ?? []) kindOf.delete(id);
      for (const { group } of next) kindOf.set(group.id, kind);
      const entries = new Map(next.map((entry) => [entry.group.id, entry]));
      kinds.set(kind, { generation: (before?.generation ?? 0) + 1, entries });
    },
    setEntry,
  };
}
