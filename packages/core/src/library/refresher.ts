import type { TreeError } from '../errors/tree-error.ts';
import type { AssetGroup } from '../ports/asset-source.ts';
import type { CatalogEntry } from '../ports/listing.ts';
import type { Catalog } from './catalog.ts';
import type { LibraryContext } from './context.ts';
import type { GroupsLoader } from './load-groups.ts';
import type { ListingLoader } from './load-listing.ts';
import { createPause } from './pause.ts';
import { inParallel } from './pool.ts';
import { createProgress } from './progress.ts';
import { nextRefresh, type RefreshPolicy } from './refresh-policy.ts';
import { asTreeError, mayPass, pauseBefore, retries } from './retry.ts';
import { createSweep } from './sweep.ts';

export interface Refresher {
  /** Reads what changed; resolves with whether all of it succeeded, and never rejects. */
  refresh(): Promise<boolean>;
  /** Refreshes at every interval, and soon after a hint, until the library stops. */
  run(): Promise<void>;
  /** Ends a wait. */
  wake(): void;
}

export interface RefresherParts {
  readonly catalog: Catalog;
  readonly groups: GroupsLoader;
  readonly listings: ListingLoader;
  readonly policy: RefreshPolicy;
}

/** A change brings several hints, and is not all there with the first. */
const debounceMs = 500;

interface Failure {
  readonly group: AssetGroup;
  readonly error: TreeError;
}

const isStale = ({ group, listing }: CatalogEntry): boolean => listing?.revision !== group.revision;

export function createRefresher(parts: RefresherParts, context: LibraryContext): Refresher {
  const { catalog, groups, listings, policy } = parts;
  const { clock, observer, signal, source } = context;
  const pause = createPause(clock);
  const sweep = createSweep(policy.sweepMs);
  let failedLast = new Set<string>();

  const staleGroups = (): AssetGroup[] => [...catalog.entries.values()].filter(isStale).map(({ group }) => group);
  /** What failed last time comes last: an album that hangs must not hold up the others. */
  const inOrder = (groups: AssetGroup[]): AssetGroup[] =>
    groups.sort((a, b) => Number(failedLast.has(a.id)) - Number(failedLast.has(b.id)));

  async function readAll(all: readonly AssetGroup[], told: (group: AssetGroup) => void): Promise<Failure[]> {
    const failures: Failure[] = [];
    await inParallel(all, policy.concurrency, async (group) => {
      if (signal.aborted) return;
      try {
        await listings.read(group, { background: true });
        told(group);
      } catch (error) {
        failures.push({ group, error: asTreeError(error) });
      }
    });
    return failures;
  }

  /** Every group once, then again those that failed and may pass: retries wait for nobody's first turn. */
  async function readWithRetries(all: readonly AssetGroup[]): Promise<Failure[]> {
    const told = createProgress(all, context);
    let failures = await readAll(all, told);
    for (let retry = 1; retry <= retries && !signal.aborted; retry++) {
      const passing = failures.filter(({ error }) => mayPass(error));
      if (passing.length === 0) break;
      for (const { group, error } of passing) observer.retrying?.(`album ${group.id}`, retry, error);
      const errors = passing.map(({ error }) => error);
      await clock.sleep(pauseBefore(retry, clock, errors), signal);
      const lasting = failures.filter(({ error }) => !mayPass(error));
      failures = [
        ...lasting,
        ...(await readAll(
          passing.map(({ group }) => group),
          told,
        )),
      ];
    }
    return failures;
  }

  async function refreshGroups(): Promise<boolean> {
    const started = clock.now();
    const before = source.requests;
    await groups.restore();
    await groups.load();
    const stale = inOrder(staleGroups());
    const failures = await readWithRetries(stale);
    if (signal.aborted) return false;
    for (const { group, error } of failures) observer.groupFailed?.(group, error);
    failedLast = new Set(staleGroups().map(({ id }) => id));
    const assets = [...catalog.entries.values()].reduce((sum, { listing }) => sum + (listing?.count ?? 0), 0);
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

  /** Reads some listings although nothing says that they changed. */
  async function verifySome(): Promise<void> {
    for (const { group } of sweep.due(catalog.entries.values(), clock.now())) {
      if (signal.aborted) return;
      await listings.read(group, { background: true }).catch(() => {});
      sweep.verified(group.id, clock.now());
    }
  }

  async function run(): Promise<void> {
    source.changes?.watch(pause.wake, signal);
    let failures = 0;
    while (!signal.aborted) {
      const started = clock.now();
      failures = (await refresh()) ? 0 : failures + 1;
      const durationMs = clock.now() - started;
      await verifySome();
      if (signal.aborted) return;
      const isHinted = await pause.wait(nextRefresh(policy, { failures, durationMs }));
      if (isHinted) await clock.sleep(debounceMs, signal);
    }
  }

  return { refresh, run, wake: pause.wake };
}
