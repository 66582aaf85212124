import type { TreeError } from '../errors/tree-error.ts';
import type { AssetGroup } from '../ports/asset-source.ts';
import type { Catalog, CatalogEntry } from './catalog.ts';
import type { LibraryContext } from './context.ts';
import type { ListingLoader } from './load-listing.ts';
import { inParallel } from './pool.ts';
import { asTreeError, mayPass, pauseBefore, retries } from './retry.ts';

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

export interface Refresher {
  /** Reads what changed; resolves with whether all of it succeeded, and never rejects. */
  refresh(): Promise<boolean>;
  /** Refreshes until the library stops. */
  run(): Promise<void>;
}

export interface RefresherParts {
  readonly catalog: Catalog;
  readonly loadGroups: () => Promise<void>;
  readonly listings: ListingLoader;
  readonly policy: RefreshPolicy;
}

interface Failure {
  readonly group: AssetGroup;
  readonly error: TreeError;
}

const isStale = ({ group, listing }: CatalogEntry): boolean => listing?.revision !== group.revision;

export function createRefresher(parts: RefresherParts, context: LibraryContext): Refresher {
  const { catalog, loadGroups, listings, policy } = parts;
  const { clock, observer, signal, source } = context;
  let failedLast = new Set<string>();

  const staleGroups = (): AssetGroup[] => [...catalog.entries.values()].filter(isStale).map(({ group }) => group);
  /** What failed last time comes last: an album that hangs must not hold up the others. */
  const inOrder = (groups: AssetGroup[]): AssetGroup[] =>
    groups.sort((a, b) => Number(failedLast.has(a.id)) - Number(failedLast.has(b.id)));

  async function readAll(groups: readonly AssetGroup[]): Promise<Failure[]> {
    const failures: Failure[] = [];
    await inParallel(groups, policy.concurrency, async (group) => {
      await listings.read(group).catch((error: unknown) => failures.push({ group, error: asTreeError(error) }));
    });
    return failures;
  }

  /** Every group once, then again those that failed and may pass: retries wait for nobody's first turn. */
  async function readWithRetries(groups: readonly AssetGroup[]): Promise<Failure[]> {
    let failures = await readAll(groups);
    for (let retry = 1; retry <= retries && !signal.aborted; retry++) {
      const passing = failures.filter(({ error }) => mayPass(error));
      if (passing.length === 0) break;
      for (const { group, error } of passing) observer.retrying?.(`album ${group.id}`, retry, error);
      const errors = passing.map(({ error }) => error);
      await clock.sleep(pauseBefore(retry, clock, errors), signal);
      const lasting = failures.filter(({ error }) => !mayPass(error));
      failures = [...lasting, ...(await readAll(passing.map(({ group }) => group)))];
    }
    return failures;
  }

  async function refreshGroups(): Promise<boolean> {
    const started = clock.now();
    const before = source.requests;
    await loadGroups();
    const stale = inOrder(staleGroups());
    const failures = await readWithRetries(stale);
    if (signal.aborted) return false;
    for (const { group, error } of failures) observer.groupFailed?.(group, error);
    failedLast = new Set(staleGroups().map(({ id }) => id));
    const assets = [...catalog.entries.values()].reduce((sum, { listing }) => sum + (listing?.members.length ?? 0), 0);
    const { requests } = source;
    observer.refreshed?.({
      groups: catalog.entries.size,
      changed: stale.length,
      failed: failedLast.size,
      assets,
      durationMs: clock.now() - started,
      ...(requests === undefined || before === undefined ? {} : { requests: requests - before }),
    });
    return failedLast.size === 0;
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
