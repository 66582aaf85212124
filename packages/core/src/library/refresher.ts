import type { Catalog, CatalogEntry } from './catalog.ts';
import type { LibraryContext } from './context.ts';
import type { Loader } from './loader.ts';
import { inParallel } from './pool.ts';
import { asTreeError } from './retry.ts';

/** After a failure the next refresh does not wait longer than this. */
const afterFailureMs = 60_000;

export interface RefreshPolicy {
  readonly intervalMs: number;
  /** Listings read at the same time. */
  readonly concurrency: number;
}

/** Milliseconds until the next refresh. */
export const nextRefresh = (policy: RefreshPolicy, failed: boolean): number =>
  failed ? Math.min(policy.intervalMs, afterFailureMs) : policy.intervalMs;

const isStale = ({ group, listing }: CatalogEntry): boolean => listing?.revision !== group.revision;

export interface Refresher {
  /** Reads what changed; resolves with whether all of it succeeded, and never rejects. */
  refresh(): Promise<boolean>;
  /** Refreshes until the library stops. */
  run(): Promise<void>;
}

export function createRefresher(
  catalog: Catalog,
  loader: Loader,
  policy: RefreshPolicy,
  context: LibraryContext,
): Refresher {
  const { clock, observer, signal, source } = context;

  async function refreshGroups(): Promise<boolean> {
    const started = clock.now();
    const before = source.requests;
    await loader.loadGroups();
    const stale = [...catalog.entries.values()].filter(isStale);
    let failed = 0;
    await inParallel(stale, policy.concurrency, async ({ group }) => {
      try {
        await loader.loadListing(group);
      } catch (error) {
        failed++;
        if (!signal.aborted) observer.groupFailed?.(group, asTreeError(error));
      }
    });
    const assets = [...catalog.entries.values()].reduce((sum, { listing }) => sum + (listing?.members.length ?? 0), 0);
    const durationMs = clock.now() - started;
    const { requests } = source;
    const counted = requests === undefined || before === undefined ? {} : { requests: requests - before };
    const groups = catalog.entries.size;
    observer.refreshed?.({ groups, changed: stale.length, failed, assets, durationMs, ...counted });
    return failed === 0;
  }

  async function refresh(): Promise<boolean> {
    try {
      return await refreshGroups();
    } catch (error) {
      if (!signal.aborted) observer.refreshFailed?.(asTreeError(error));
      return false;
    }
  }

  return {
    refresh,
    async run() {
      while (!signal.aborted) {
        const succeeded = await refresh();
        await clock.sleep(nextRefresh(policy, !succeeded), signal);
      }
    },
  };
}
