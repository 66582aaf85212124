import type { TreeError } from '../errors/tree-error.ts';
import { type GivenName, giveNames } from '../names/give-names.ts';
import type { AssetGroup } from '../ports/asset-source.ts';
import type { Catalog } from './catalog.ts';
import type { LibraryContext } from './context.ts';
import { withRetries } from './retry.ts';

const byAge = (a: AssetGroup, b: AssetGroup): number => a.createdAt - b.createdAt || (a.id < b.id ? -1 : 1);

/** Brings the list of groups into the catalog, with retries; whoever asks while it is on its way shares the way. */
export function createGroupsLoader(catalog: Catalog, context: LibraryContext): () => Promise<void> {
  const { source, clock, observer, signal, albumIds } = context;
  let running: Promise<void> | undefined;
  let lastMissing = '';

  function tellMissing(found: ReadonlySet<string>): void {
    const missing = [...albumIds].filter((id) => !found.has(id));
    if (missing.join() !== lastMissing && missing.length > 0) observer.albumsMissing?.(missing);
    lastMissing = missing.join();
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

  async function load(): Promise<void> {
    const onRetry = (retry: number, error: TreeError) => observer.retrying?.('the list of albums', retry, error);
    const groups = await withRetries(() => source.listGroups('album', { signal }), { clock, signal, onRetry });
    tellMissing(new Set(groups.map(({ id }) => id)));
    const shown = albumIds.size === 0 ? groups : groups.filter(({ id }) => albumIds.has(id));
    catalog.setGroups(shown, await nameGroups(shown));
  }

  return () => {
    running ??= load().finally(() => {
      running = undefined;
    });
    return running;
  };
}
