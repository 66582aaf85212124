import type { AssetGroup } from '../ports/asset-source.ts';
import type { CatalogEntry } from '../ports/listing.ts';
import type { Catalog } from './catalog.ts';
import type { LibraryContext } from './context.ts';
import type { GroupsLoader } from './load-groups.ts';
import type { Failure } from './read-all.ts';
import { asTreeError } from './retry.ts';

export interface RefresherParts {
  readonly catalog: Catalog;
  readonly groups: GroupsLoader;
  /** Reads groups, with retries; resolves with those that failed. */
  readonly readAll: (groups: readonly AssetGroup[]) => Promise<readonly Failure[]>;
}

const isStale = ({ group, listing }: CatalogEntry): boolean => listing?.revision !== group.revision;

/** Reads what changed, once per call; resolves with whether all of it succeeded, and never rejects. */
export function createRefresher(parts: RefresherParts, context: LibraryContext): () => Promise<boolean> {
  const { catalog, groups, readAll } = parts;
  const { clock, observer, signal, source } = context;
  let failedLast = new Set<string>();

  const staleGroups = (): AssetGroup[] => [...catalog.entries.values()].filter(isStale).map(({ group }) => group);
  /** What failed last time comes last: an album that hangs must not hold up the others. */
  const inOrder = (stale: AssetGroup[]): AssetGroup[] =>
    stale.sort((a, b) => Number(failedLast.has(a.id)) - Number(failedLast.has(b.id)));

  function report(changed: number, started: number, before: number | undefined): void {
    const { requests } = source;
    observer.refreshed?.({
      groups: catalog.entries.size,
      changed,
      failed: failedLast.size,
      assets: [...catalog.entries.values()].reduce((sum, { listing }) => sum + (listing?.count ?? 0), 0),
      durationMs: clock.elapsed() - started,
      ...(requests === undefined || before === undefined ? {} : { requests: requests - before }),
    });
  }

  async function refreshGroups(): Promise<boolean> {
    const [started, before] = [clock.elapsed(), source.requests];
    await groups.restore();
    await groups.load();
    const stale = inOrder(staleGroups());
    const failures = await readAll(stale);
    if (signal.aborted) return false;
    for (const { group, error } of failures) observer.groupFailed?.(group, error);
    failedLast = new Set(staleGroups().map(({ id }) => id));
    report(stale.length, started, before);
    return failedLast.size === 0;
  }

  return async () => {
    try {
      return await refreshGroups();
    } catch (error) {
      if (!signal.aborted) observer.refreshFailed?.(asTreeError(error));
      return false;
    }
  };
}
