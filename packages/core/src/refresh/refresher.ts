import { asLibraryError } from '../base/retry.ts';
import type { Catalog } from '../catalog/catalog.ts';
import type { LibraryContext } from '../catalog/context.ts';
import { isSourceKind, treatmentOf } from '../catalog/kinds.ts';
import type { GroupsLoader } from '../catalog/load-groups.ts';
import type { UnavailableKinds } from '../catalog/unavailable-kinds.ts';
import type { AssetLabels } from '../labels/asset-labels.ts';
import type { AssetGroup, GroupKind } from '../ports/asset-source.ts';
import type { RefreshReport, RefreshResult } from '../ports/library-observer.ts';
import type { CatalogEntry } from '../ports/listing.ts';
import type { Stacks } from '../presentation/stacks.ts';
import { createKindAttempts, type KindAttempts } from './kind-attempts.ts';
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

/** More groups than this fail where the library is in trouble, not they. */
const few = 10;

/** What failed last time comes last: an album that hangs must not hold up the others. Months come first: they say what may be shown. */
const byUrgency =
  (failedLast: ReadonlySet<string>) =>
  (a: AssetGroup, b: AssetGroup): number =>
    Number(failedLast.has(a.id)) - Number(failedLast.has(b.id)) ||
    Number(b.kind === 'month') - Number(a.kind === 'month');

/** Reads what changed, once per call; never rejects. */
export function createRefresher(parts: RefresherParts, context: LibraryContext): () => Promise<RefreshResult> {
  const { catalog, groups, unavailable, stacks, labels, settler, readAll } = parts;
  const { clock, observer, signal, source, kinds, eagerKinds } = context;
  const isEager = ({ group: { kind } }: CatalogEntry): boolean => treatmentOf(kind).isEager || eagerKinds.has(kind);
  /** Whether what is kept is not as it should be; what nobody asked for yet need not be there. */
  const isStale = (entry: CatalogEntry): boolean =>
    entry.listing?.revision !== entry.group.revision && (isEager(entry) || entry.listing !== undefined);
  let failedLast = new Set<string>();
  let areMonthsListed = false;

  const staleGroups = (kind: GroupKind): AssetGroup[] =>
    catalog
      .entriesOf(kind)
      .filter(isStale)
      .map(({ group }) => group);
  /** Asks for groups of some kinds. A kind that cannot be read holds up no other. */
  async function loadKinds(wanted: readonly GroupKind[], attempts: KindAttempts): Promise<void> {
    await Promise.all(wanted.map((kind) => attempts.attempt(kind, () => groups.load(kind))));
    areMonthsListed ||= wanted.includes('month') && !attempts.hasFailed('month') && !unavailable.has('month');
    await groups.save();
    settler.settleIfCurrent();
  }

  /** Reads the groups of some kinds that changed; resolves with how many those were. */
  async function readStale(wanted: readonly GroupKind[]): Promise<number> {
    const stale = wanted.flatMap(staleGroups).sort(byUrgency(failedLast));
    const failed = await readAll(stale);
    await settler.settle(areMonthsListed);
    const returned = settler.takeReturned();
    const failures = [...failed, ...(await readAll(returned))];
    if (!signal.aborted) for (const { group, error } of failures) observer.groupFailed?.(group, error);
    return stale.length + returned.length;
  }

  /** What the source lists: groups and stacks. */
  async function refreshSource(wanted: readonly GroupKind[], attempts: KindAttempts): Promise<number> {
    const stacked = attempts.attempt('stack', stacks.refresh);
    const loaded = loadKinds(wanted, attempts);
    const told = Promise.all([stacked, loaded]).then(() => attempts.tellAsOne(wanted));
    await loaded;
    const changed = await readStale(wanted);
    await told;
    return changed;
  }

  /** What is made of months. */
  async function refreshMade(wanted: readonly GroupKind[], attempts: KindAttempts): Promise<number> {
    await loadKinds(wanted, attempts);
    attempts.tell();
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

  /** What is made of months comes after them; while one is missing there is nothing to make. */
  const areMonthsRead = (): boolean =>
    catalog.generationOf('month') !== undefined &&
    catalog.entriesOf('month').every(({ listing }) => listing !== undefined);

  async function refresh(): Promise<RefreshResult> {
    const [started, before] = [clock.elapsed(), source.requests];
    await groups.restore();
    const ofSource = kinds.filter(isSourceKind);
    const [ofLibrary, ofMade] = [createKindAttempts(unavailable, context), createKindAttempts(unavailable, context)];
    const read = await refreshSource(ofSource, ofLibrary);
    const ofMonths = areMonthsRead() && !signal.aborted ? kinds.filter((kind) => !isSourceKind(kind)) : [];
    const [made] = await Promise.all([refreshMade(ofMonths, ofMade), labels.refresh()]);
    if (signal.aborted) return 'failed';
    failedLast = new Set(kinds.flatMap(staleGroups).map(({ id }) => id));
    const failed = ofLibrary.failed + ofMade.failed;
    // Where no list could be read, nothing is known to be up to date.
    if (ofSource.some((kind) => !ofLibrary.hasFailed(kind))) report({ changed: read + made, failed }, started, before);
    if (failed > 0 || failedLast.size > few) return 'failed';
    return failedLast.size > 0 ? 'partial' : 'complete';
  }

  return telling(refresh, context);
}

/** Tells how work ended, and rejects no more. */
function telling(
  work: () => Promise<RefreshResult>,
  { observer, signal }: Pick<LibraryContext, 'observer' | 'signal'>,
): () => Promise<RefreshResult> {
  async function workOrTell(): Promise<RefreshResult> {
    try {
      return await work();
    } catch (error) {
      if (!signal.aborted) observer.refreshFailed?.(asLibraryError(error));
      return 'failed';
    }
  }
  return async () => {
    const result = await workOrTell();
    if (!signal.aborted) observer.refreshEnded?.(result);
    return result;
  };
}
