import { asLibraryError, withRetries } from '../base/retry.ts';
import { singleFlight } from '../base/single-flight.ts';
import type { LibraryError } from '../errors/library-error.ts';
import type { AssetGroup, GroupKind } from '../ports/asset-source.ts';
import type { CatalogEntry } from '../ports/listing.ts';
import { type OnEmptyMonth, reportEmptyMonths } from '../refresh/empty-months.ts';
import type { Catalog } from './catalog.ts';
import type { LibraryContext } from './context.ts';
import { isSourceKind, treatmentOf } from './kinds.ts';
import { createMissingAlbums } from './missing-albums.ts';
import { nameGroups } from './name-groups.ts';
import { isSuspiciousDrop } from './suspicious-drop.ts';

/** Brings groups into the catalog; whoever asks while they are on their way shares the way. */
export interface GroupsLoader {
  /** Makes sure that the groups of a kind are known: from the store, else from the source. */
  ensure(kind: GroupKind): Promise<void>;
  /** All kinds from the store, once. */
  restore(): Promise<void>;
  /** From the source, with retries; `save` has to follow before listings are read. */
  load(kind: GroupKind): Promise<void>;
  /** Writes what was loaded into the store. */
  save(): Promise<void>;
}

const dropPauseMs = 5000;

export function createGroupsLoader(
  catalog: Catalog,
  onEmptyMonth: OnEmptyMonth,
  context: LibraryContext,
): GroupsLoader {
  const { reader, store, clock, observer, signal, albumIds, kinds } = context;
  const last = new Map<GroupKind, readonly AssetGroup[]>();
  const tellMissing = createMissingAlbums(context);
  let isSaved = true;

  const isShown = ({ kind, id }: AssetGroup): boolean => kind !== 'album' || albumIds.size === 0 || albumIds.has(id);
  const groupsOf = (kind: GroupKind): AssetGroup[] => catalog.entriesOf(kind).map(({ group }) => group);

  function list(kind: GroupKind): Promise<readonly AssetGroup[]> {
    if (!isSourceKind(kind)) return reader.listGroups(kind);
    const cached = last.get(kind) ?? groupsOf(kind);
    const what = `the list of ${treatmentOf(kind).plural}`;
    const onRetry = (retry: number, error: LibraryError) => observer.retrying?.(what, retry, error);
    return withRetries(() => reader.listGroups(kind, { signal, cached }), { clock, signal, onRetry });
  }

  async function listTwiceOnDrop(kind: GroupKind): Promise<readonly AssetGroup[]> {
    const groups = await list(kind);
    if (!isSourceKind(kind) || !isSuspiciousDrop(groupsOf(kind), groups.filter(isShown))) return groups;
    await clock.sleep(dropPauseMs, signal);
    return list(kind);
  }

  async function takeOver(kind: GroupKind, groups: readonly AssetGroup[]): Promise<void> {
    if (kind === 'album') tellMissing(groups);
    if (kind === 'month') await reportEmptyMonths(catalog, store, groups, onEmptyMonth);
    const shown = groups.filter(isShown);
    const names = await nameGroups(shown, catalog, context);
    const entries = shown.map((group): CatalogEntry => {
      return { name: names.get(group.id) ?? group.id, group, listing: catalog.entry(group.id)?.listing };
    });
    const before = catalog.generationOf(kind);
    catalog.setEntries(kind, entries);
    if (catalog.generationOf(kind) !== before) isSaved = false;
  }

  async function loadOne(kind: GroupKind): Promise<void> {
    const groups = await listTwiceOnDrop(kind);
    // A source that remembers what it said says the same object again: nothing changed.
    if (groups === last.get(kind) && catalog.generationOf(kind) !== undefined) return;
    await takeOver(kind, groups);
    last.set(kind, groups);
  }
  async function save(): Promise<void> {
    if (isSaved) return;
    isSaved = true;
    await store.writeEntries(catalog.all());
  }
  const loads = new Map(kinds.map((kind) => [kind, singleFlight(() => loadOne(kind))]));
  const load = async (kind: GroupKind): Promise<void> => loads.get(kind)?.();

  async function readStore(): Promise<void> {
    const entries = await store.readEntries().catch((error: unknown) => {
      observer.storeFailed?.(asLibraryError(error));
      return undefined;
    });
    for (const kind of kinds) {
      if (catalog.generationOf(kind) !== undefined) continue;
      const kept = entries?.filter(({ group }) => group.kind === kind && isShown(group)) ?? [];
      if (kept.length > 0) catalog.setEntries(kind, kept);
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
