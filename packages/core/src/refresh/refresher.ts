import { asLibraryError } from '../base/retry.ts';
import type { Catalog } from '../catalog/catalog.ts';
import type { LibraryContext } from '../catalog/context.ts';
import { isSourceKind, treatmentOf } from '../catalog/kinds.ts';
import type { GroupsLoader } from '../catalog/load-groups.ts';
import { createKindAttempts, type KindAttempts, type UnavailableKinds } from '../catalog/unavailable-kinds.ts';
import type { AssetLabels } from '../labels/asset-labels.ts';
import type { AssetGroup, GroupKind } from '../ports/asset-group.ts';
import type { RefreshReport, RefreshResult } from '../ports/library-observer.ts';
import type { CatalogEntry } from '../ports/listing.ts';
import type { Stacks } from '../presentation/stacks.ts';
import type { Failure } from './read-all.ts';
import type { Settler } from './settle.ts';

export interface RefresherParts {
  readonly catalog: Catalog;
  readonly groups: GroupsLoader;
  readonly unavailable: UnavailableKinds;
  readonly stacks: Pick<Stacks, 'refresh'>;
  readonly labels: Pick<AssetLabels, 'refresh'>;
  readonly settler: Settler;
  /** Reads groups, with retries; resolves with those that failed. */
  readonly readAll: (groups: readonly AssetGroup[]) => Promise<readonly Failure[]>;
}

/** More failed groups than this mean that the library itself fails. */
const few = 10;

/** Groups that failed last time come last, so that a hanging album does not delay others. Months come first: they decide what is shown. */
const byUrgency =
  (failedLast: ReadonlySet<string>) =>
  (a: AssetGroup, b: AssetGroup): number =>
    Number(failedLast.has(a.id)) - Number(failedLast.has(b.id)) ||
    Number(b.kind === 'month') - Number(a.kind === 'month');

/** Returns a function that refreshes once: lists groups and reads the listings that changed. It never rejects. */
export function createRefresher(parts: RefresherParts, context: LibraryContext): () => Promise<RefreshResult> {
  const { catalog, groups, unavailable, stacks, labels, settler, readAll } = parts;
  const { clock, observer, signal, source, kinds, eagerKinds } = context;
  const isEager = ({ group: { kind } }: CatalogEntry): boolean => treatmentOf(kind).isEager || eagerKinds.has(kind);
  /** Whether the listing of an entry is out of date. A lazy listing that no client requested yet is not stale. */
  const isStale = (entry: CatalogEntry): boolean =>
    entry.listing?.revision !== entry.group.revision && (isEager(entry) || entry.listing !== undefined);
  let failedLast = new Set<string>();
  let areMonthsListed = false;

  const staleGroups = (kind: GroupKind): AssetGroup[] =>
    catalog
      .entriesOf(kind)
      .filter(isStale)
      .map(({ group }) => group);
  /** Lists groups of some kinds. A kind that fails does not delay the others. */
  async function loadKinds(wanted: readonly GroupKind[], attempts: KindAttempts): Promise<void> {
    await Promise.all(wanted.map((kind) => attempts.attempt(kind, () => groups.load(kind))));
    areMonthsListed ||= wanted.includes('month') && !attempts.hasFailed('month') && !unavailable.has('month');
    await groups.save();
    settler.settleIfCurrent();
  }

  /** Reads the stale groups of some kinds; resolves with their number. */
  async function readStale(wanted: readonly GroupKind[]): Promise<number> {
    const stale = wanted.flatMap(staleGroups).sort(byUrgency(failedLast));
    const failed = await readAll(stale);
    await settler.settle(areMonthsListed);
    const returned = settler.takeReturned();
    const failures = [...failed, ...(await readAll(returned))];
    if (!signal.aborted) for (const { group, error } of failures) observer.groupFailed?.(group, error);
    return stale.length + returned.length;
  }

  /** Refreshes the stacks and groups that the source lists. */
  async function refreshSource(wanted: readonly GroupKind[], attempts: KindAttempts): Promise<number> {
    const stacked = attempts.attempt('stack', stacks.refresh);
    const loaded = loadKinds(wanted, attempts);
    const reported = Promise.all([stacked, loaded]).then(() => attempts.reportAsOne(wanted));
    await loaded;
    const changed = await readStale(wanted);
    await reported;
    return changed;
  }

  /** Refreshes the groups that are derived from months. */
  async function refreshDerived(wanted: readonly GroupKind[], attempts: KindAttempts): Promise<number> {
    await loadKinds(wanted, attempts);
    attempts.report();
    return readStale(wanted);
  }

  function report(
    { changed, failed }: Pick<RefreshReport, 'changed' | 'failed'>,
    started: number,
    before: number | undefined,
  ): void {
    const { requests } = source;
    const entries = catalog.all().filter(isEager);
    observer.refreshed?.({
      groups: entries.length,
      changed,
      failed: failedLast.size + failed,
      assets: entries.reduce((sum, { listing }) => sum + (listing?.count ?? 0), 0),
      durationMs: clock.elapsed() - started,
      ...(requests === undefined || before === undefined ? {} : { requests: requests - before }),
    });
  }

  /** Derived groups need the listing of every month. */
  const areMonthsRead = (): boolean =>
    catalog.generationOf('month') !== undefined &&
    catalog.entriesOf('month').every(({ listing }) => listing !== undefined);

  async function refresh(): Promise<RefreshResult> {
    const [started, before] = [clock.elapsed(), source.requests];
    await groups.restore();
    const ofSource = kinds.filter(isSourceKind);
    const [ofLibrary, ofDerived] = [createKindAttempts(unavailable, context), createKindAttempts(unavailable, context)];
    const read = await refreshSource(ofSource, ofLibrary);
    const ofMonths = areMonthsRead() && !signal.aborted ? kinds.filter((kind) => !isSourceKind(kind)) : [];
    const [derived] = await Promise.all([refreshDerived(ofMonths, ofDerived), labels.refresh()]);
    if (signal.aborted) return 'failed';
    failedLast = new Set(kinds.flatMap(staleGroups).map(({ id }) => id));
    const failed = ofLibrary.failed + ofDerived.failed;
    // Without any list of groups, nothing is verified to be up to date.
    if (ofSource.some((kind) => !ofLibrary.hasFailed(kind)))
      report({ changed: read + derived, failed }, started, before);
    if (failed > 0 || failedLast.size > few) return 'failed';
    return failedLast.size > 0 ? 'partial' : 'complete';
  }

  return reporting(refresh, context);
}

/** Wraps a refresh so that it reports its outcome and never rejects. */
function reporting(
  work: () => Promise<RefreshResult>,
  { observer, signal }: Pick<LibraryContext, 'observer' | 'signal'>,
): () => Promise<RefreshResult> {
  async function workOrReport(): Promise<RefreshResult> {
    try {
      return await work();
    } catch (error) {
      if (!signal.aborted) observer.refreshFailed?.(asLibraryError(error));
      return 'failed';
    }
  }
  return async () => {
    const result = await workOrReport();
    if (!signal.aborted) observer.refreshEnded?.(result);
    return result;
  };
}
