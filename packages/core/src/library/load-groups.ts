import type { TreeError } from '../errors/tree-error.ts';
import { type GivenName, giveNames } from '../names/give-names.ts';
import type { AssetGroup } from '../ports/asset-source.ts';
import type { CatalogEntry } from '../ports/listing.ts';
import type { Catalog } from './catalog.ts';
import type { LibraryContext } from './context.ts';
import { asTreeError, withRetries } from './retry.ts';
import { createOnce } from './share.ts';

/** Brings groups into the catalog; whoever asks while they are on their way shares the way. */
export interface GroupsLoader {
  /** Makes sure that the groups are known: from the store, else from the source. */
  know(): Promise<void>;
  /** From the store, once; false when it has none. */
  restore(): Promise<boolean>;
  /** From the source, with retries. */
  load(): Promise<void>;
}

/** A library that lost this much at once may be one that is not all there yet. */
const doubtfulShare = 0.5;
const doubtPauseMs = 5000;

const byAge = (a: AssetGroup, b: AssetGroup): number => a.createdAt - b.createdAt || (a.id < b.id ? -1 : 1);
const countOf = (groups: readonly AssetGroup[]): number =>
  groups.reduce((sum, { assetCount }) => sum + (assetCount ?? 0), 0);

/** True when half of the groups or half of their assets are gone. */
export function isDoubtful(before: readonly AssetGroup[], now: readonly AssetGroup[]): boolean {
  if (before.length === 0) return false;
  return now.length <= before.length * doubtfulShare || countOf(now) < countOf(before) * doubtfulShare;
}

export function createGroupsLoader(catalog: Catalog, context: LibraryContext): GroupsLoader {
  const { source, store, clock, observer, signal, albumIds } = context;
  let last: readonly AssetGroup[] = [];
  let lastMissing = '';

  const isShown = ({ id }: AssetGroup): boolean => albumIds.size === 0 || albumIds.has(id);

  function tellMissing(found: ReadonlySet<string>): void {
    const missing = [...albumIds].filter((id) => !found.has(id));
    if (missing.join() !== lastMissing && missing.length > 0) observer.albumsMissing?.(missing);
    lastMissing = missing.join();
  }

  function list(): Promise<readonly AssetGroup[]> {
    const onRetry = (retry: number, error: TreeError) => observer.retrying?.('the list of albums', retry, error);
    return withRetries(() => source.listGroups('album', { signal }), { clock, signal, onRetry });
  }

  async function listWithDoubt(): Promise<readonly AssetGroup[]> {
    const groups = await list();
    const before = [...catalog.entries.values()].map(({ group }) => group);
    if (!isDoubtful(before, groups.filter(isShown))) return groups;
    await clock.sleep(doubtPauseMs, signal);
    return list();
  }

  /** Names groups from the oldest to the youngest; those that are known keep theirs. */
  function nameGroups(groups: readonly AssetGroup[]): Promise<ReadonlyMap<string, string>> {
    const nameless = groups.toSorted(byAge).map(({ id, name }) => ({ id, verbatim: name }));
    const given = (id: string): GivenName | undefined => {
      const entry = catalog.entries.get(id);
      return entry && { verbatim: entry.group.name, name: entry.name };
    };
    return giveNames(nameless, given, clock);
  }

  async function takeOver(groups: readonly AssetGroup[]): Promise<void> {
    tellMissing(new Set(groups.map(({ id }) => id)));
    const shown = groups.filter(isShown);
    const names = await nameGroups(shown);
    const entries = shown.map((group): CatalogEntry => {
      return { name: names.get(group.id) ?? group.id, group, listing: catalog.entries.get(group.id)?.listing };
    });
    catalog.setEntries(entries);
    await store.writeEntries(entries);
  }

  const load = createOnce(async () => {
    const groups = await listWithDoubt();
    // A source that remembers what it said says the same object again: nothing changed.
    if (groups === last && catalog.version !== undefined) return;
    await takeOver(groups);
    last = groups;
  });

  async function readStore(): Promise<boolean> {
    if (catalog.version !== undefined) return true;
    const entries = await store.readEntries().catch((error: unknown) => {
      observer.storeFailed?.(asTreeError(error));
      return undefined;
    });
    if (!entries) return false;
    catalog.setEntries(entries.filter(({ group }) => isShown(group)));
    return true;
  }
  let restored: Promise<boolean> | undefined;
  const restore = (): Promise<boolean> => {
    restored ??= readStore();
    return restored;
  };

  return {
    restore,
    load,
    async know() {
      if (catalog.version !== undefined || (await restore())) return;
      await load();
    },
  };
}
