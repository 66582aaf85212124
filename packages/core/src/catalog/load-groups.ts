import { singleFlight } from '../base/concurrency.ts';
import { asLibraryError } from '../base/retry.ts';
import type { AssetGroup, GroupKind } from '../ports/asset-group.ts';
import type { CatalogEntry, Listing } from '../ports/listing.ts';
import type { Catalog } from './catalog.ts';
import type { LibraryContext } from './context.ts';
import { nameGroups } from './group-names.ts';
import { createGroupLister } from './list-groups.ts';
import { readStored } from './read-stored.ts';

/** Loads groups into the catalog. Calls at the same time share one run. */
export interface GroupsLoader {
  /** Loads the groups of a kind unless the catalog has them: from the store, else from the source. */
  ensure(kind: GroupKind): Promise<void>;
  /** Loads all kinds from the store, once. */
  restore(): Promise<void>;
  /** Loads the groups of a kind from the source, with retries; call `save` before listings are read. */
  load(kind: GroupKind): Promise<void>;
  /** Writes the loaded groups to the store. */
  save(): Promise<void>;
}

/** Called with the last listing of a month that the source lists no more, before the month leaves the catalog. */
export type OnEmptyMonth = (month: AssetGroup, last: Listing) => Promise<void>;

export function createGroupsLoader(
  catalog: Catalog,
  onEmptyMonth: OnEmptyMonth,
  context: LibraryContext,
): GroupsLoader {
  const { store, observer, kinds } = context;
  const lister = createGroupLister(catalog, context);
  let isSaved = true;

  async function reportEmptyMonths(listed: readonly AssetGroup[]): Promise<void> {
    const ids = new Set(listed.map(({ id }) => id));
    for (const entry of catalog.entriesOf('month')) {
      const last = ids.has(entry.group.id) ? undefined : await readStored(catalog, store, entry);
      if (last) await onEmptyMonth(entry.group, last);
    }
  }

  async function take(kind: GroupKind, listed: readonly AssetGroup[]): Promise<void> {
    if (kind === 'month') await reportEmptyMonths(listed);
    const shown = listed.filter(lister.isShown);
    const names = await nameGroups(shown, catalog, context);
    const entries = shown.map((group): CatalogEntry => {
      return { name: names.get(group.id) ?? group.id, group, listing: catalog.entry(group.id)?.listing };
    });
    const before = catalog.generationOf(kind);
    catalog.setEntries(kind, entries);
    if (catalog.generationOf(kind) !== before) isSaved = false;
  }

  async function save(): Promise<void> {
    if (isSaved) return;
    isSaved = true;
    await store.writeEntries(catalog.all());
  }
  const loads = new Map(
    kinds.map((kind) => [kind, singleFlight(() => lister.list(kind, (listed) => take(kind, listed)))]),
  );
  const load = async (kind: GroupKind): Promise<void> => loads.get(kind)?.();

  async function readStore(): Promise<void> {
    const entries = await store.readEntries().catch((error: unknown) => {
      observer.storeFailed?.(asLibraryError(error));
      return undefined;
    });
    for (const kind of kinds) {
      if (catalog.generationOf(kind) !== undefined) continue;
      const stored = entries?.filter(({ group }) => group.kind === kind && lister.isShown(group)) ?? [];
      if (stored.length > 0) catalog.setEntries(kind, stored);
    }
  }
  let restored: Promise<void> | undefined;
  const restore = (): Promise<void> => {
    restored ??= readStore();
    return restored;
  };

  return {
    restore,
    load,
    save,
    async ensure(kind) {
      if (catalog.generationOf(kind) !== undefined) return;
      await restore();
      if (catalog.generationOf(kind) !== undefined) return;
      await load(kind);
      await save();
    },
  };
}
