import type { Listing } from '../listing/listing.ts';
import type { AssetGroup } from '../ports/asset-source.ts';

/** A group, the name of its collection, and its last good listing. */
export interface CatalogEntry {
  readonly name: string;
  readonly group: AssetGroup;
  readonly listing: Listing | undefined;
}

/** All groups that are shown. Every change is a new version, so that what was made of the last one can be kept. */
export interface Catalog {
  /** Grows with every change; undefined until the groups are known. */
  readonly version: number | undefined;
  readonly entries: ReadonlyMap<string, CatalogEntry>;
  entryNamed(name: string): CatalogEntry | undefined;
  /** Takes over the list of groups and their names by id; entries that stay keep their listing. */
  setGroups(groups: readonly AssetGroup[], names: ReadonlyMap<string, string>): void;
  /**
   * Swaps a listing in, and the group as it was then; does nothing when the group has gone meanwhile. A group that was listed
   * anew since it was `asked` for stays: it is the younger one.
   */
  setListing(asked: AssetGroup, group: AssetGroup, listing: Listing): void;
}

const isSame = (known: CatalogEntry, name: string, group: AssetGroup): boolean =>
  known.name === name && known.group.revision === group.revision && known.group.modifiedAt === group.modifiedAt;

export function createCatalog(): Catalog {
  let version: number | undefined;
  let entries = new Map<string, CatalogEntry>();
  let idByName = new Map<string, string>();
  const change = (): void => {
    version = (version ?? 0) + 1;
  };
  return {
    get version() {
      return version;
    },
    get entries() {
      return entries;
    },
    entryNamed: (name) => entries.get(idByName.get(name) ?? ''),
    setGroups(groups, names) {
      const next = groups.map((group): CatalogEntry => {
        const known = entries.get(group.id);
        const name = names.get(group.id) ?? group.id;
        // The same entry, so that whatever was made of it stays good.
        return known && isSame(known, name, group) ? known : { name, group, listing: known?.listing };
      });
      const unchanged = next.length === entries.size && next.every((entry) => entries.get(entry.group.id) === entry);
      if (version !== undefined && unchanged) return;
      entries = new Map(next.map((entry) => [entry.group.id, entry]));
      idByName = new Map(next.map((entry) => [entry.name, entry.group.id]));
      change();
    },
    setListing(asked, group, listing) {
      const entry = entries.get(asked.id);
      if (!entry) return;
      const isAsAsked = entry.group.revision === asked.revision;
      entries.set(asked.id, { ...entry, listing, ...(isAsAsked && { group }) });
      change();
    },
  };
}
