import type { AssetGroup } from '../ports/asset-source.ts';
import type { CatalogEntry, ListingSummary } from '../ports/listing.ts';

/** All groups that are shown. Every change is a new version, so that what was made of the last one can be kept. */
export interface Catalog {
  /** Grows with every change; undefined until the groups are known. */
  readonly version: number | undefined;
  readonly entries: ReadonlyMap<string, CatalogEntry>;
  entryNamed(name: string): CatalogEntry | undefined;
  /** Takes over entries; what stays the same stays the same object. */
  setEntries(entries: readonly CatalogEntry[]): void;
  /** Replaces one entry; does nothing when the group has gone meanwhile. */
  setEntry(entry: CatalogEntry): void;
  /** Replaces what is known of a group's listing; does nothing when the group has gone meanwhile. */
  setListing(groupId: string, listing: ListingSummary): void;
}

const isSame = (a: CatalogEntry, b: CatalogEntry): boolean =>
  a.name === b.name && a.listing === b.listing && isSameGroup(a.group, b.group);

const isSameGroup = (a: AssetGroup, b: AssetGroup): boolean =>
  a.revision === b.revision && a.modifiedAt === b.modifiedAt && a.name === b.name;

export function createCatalog(): Catalog {
  let version: number | undefined;
  let entries = new Map<string, CatalogEntry>();
  let idByName = new Map<string, string>();

  const change = (): void => {
    version = (version ?? 0) + 1;
  };
  const setEntry = (entry: CatalogEntry): void => {
    if (!entries.has(entry.group.id)) return;
    entries.set(entry.group.id, entry);
    change();
  };
  return {
    get version() {
      return version;
    },
    get entries() {
      return entries;
    },
    entryNamed: (name) => entries.get(idByName.get(name) ?? ''),
    setEntries(all) {
      const next = all.map((entry) => {
        const known = entries.get(entry.group.id);
        return known && isSame(known, entry) ? known : entry;
      });
      const isUnchanged = next.length === entries.size && next.every((entry) => entries.get(entry.group.id) === entry);
      if (version !== undefined && isUnchanged) return;
      entries = new Map(next.map((entry) => [entry.group.id, entry]));
      idByName = new Map(next.map((entry) => [entry.name, entry.group.id]));
      change();
    },
    setEntry,
    setListing(groupId, listing) {
      const entry = entries.get(groupId);
      if (entry) setEntry({ ...entry, listing });
    },
  };
}
