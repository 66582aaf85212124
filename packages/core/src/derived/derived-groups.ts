import { singleFlight } from '../base/concurrency.ts';
import { eachInSlices } from '../base/slices.ts';
import type { Catalog } from '../catalog/catalog.ts';
import type { GroupReader } from '../catalog/group-reader.ts';
import { readStored } from '../catalog/read-stored.ts';
import { LibraryError } from '../errors/library-error.ts';
import type { Asset } from '../ports/asset.ts';
import type { AssetGroup, DerivedKind } from '../ports/asset-group.ts';
import type { AssetSource } from '../ports/asset-source.ts';
import type { Clock } from '../ports/clock.ts';
import type { CatalogStore } from '../ports/library-store.ts';
import type { CatalogEntry, Listing } from '../ports/listing.ts';
import { type Today, todayAt } from '../views/day.ts';
import type { DerivedView } from '../views/view.ts';
import { keyOf } from './group-summary.ts';
import { indexMonth, type MonthGroups, type MonthIndex } from './index-month.ts';
import { choose, mergeMonths, toGroups } from './merge-months.ts';

export interface DerivedGroupsParts {
  readonly source: Pick<AssetSource, 'requireAccess'>;
  readonly catalog: Catalog;
  readonly store: Pick<CatalogStore, 'readListing'>;
  readonly clock: Clock;
  readonly views: readonly DerivedView[];
}

interface IndexedMonth {
  readonly listing: string;
  readonly index: MonthIndex;
}

/** The groups of one view at one generation. */
interface CachedGroups {
  readonly generation: number;
  readonly groups: readonly AssetGroup[];
}

const notReady = (): LibraryError =>
  new LibraryError('unavailable', 'The library is still being read for the first time; try again in a while.');

/** Derives groups from the stored listings of months, without requests to the library. An index holds the groups of each month. */
export function createDerivedGroups({ source, catalog, store, clock, views }: DerivedGroupsParts): GroupReader {
  const months = new Map<string, IndexedMonth>();
  const cached = new Map<DerivedKind, CachedGroups>();
  let today: Today | undefined;
  /** Grows with each change of the index. */
  let generation = 0;

  async function listingOf(entry: CatalogEntry): Promise<Listing> {
    const listing = await readStored(catalog, store, entry);
    if (!listing) throw notReady();
    return listing;
  }

  async function indexOne(entry: CatalogEntry, wanted: readonly DerivedView[], day: Today): Promise<void> {
    const listing = await listingOf(entry);
    const before = wanted === views ? [] : (months.get(entry.group.id)?.index ?? []);
    const index = new Map([...before, ...(await indexMonth(listing, wanted, day, clock))]);
    months.set(entry.group.id, { listing: listing.etag, index });
    generation += 1;
  }

  /** Updates the index: months that changed, and on a new day the views that change daily. */
  const refresh = singleFlight(async () => {
    const entries = catalog.entriesOf('month');
    if (catalog.generationOf('month') === undefined || entries.some(({ listing }) => !listing)) throw notReady();
    const day = todayAt(clock.now());
    const daily = day.date === today?.date ? [] : views.filter(({ changesDaily }) => changesDaily);
    for (const entry of entries) {
      const isIndexed = months.get(entry.group.id)?.listing === entry.listing?.etag;
      const wanted = isIndexed ? daily : views;
      if (wanted.length > 0) await indexOne(entry, wanted, day);
    }
    today = day;
    const ids = new Set(entries.map(({ group }) => group.id));
    for (const id of [...months.keys()].filter((month) => !ids.has(month))) {
      months.delete(id);
      generation += 1;
    }
  });

  const summariesOf = (kind: DerivedKind): MonthGroups[] =>
    [...months.values()].map(({ index }) => index.get(kind) ?? new Map());

  const viewOf = (kind: string): DerivedView => {
    const view = views.find((one) => one.kind === kind);
    if (!view) throw new LibraryError('not-supported', `No view shows groups of the kind ${kind}.`);
    return view;
  };

  async function listGroups(view: DerivedView): Promise<readonly AssetGroup[]> {
    if (view.needs) await source.requireAccess?.(view.needs);
    await refresh();
    const before = cached.get(view.kind);
    if (before?.generation === generation) return before.groups;
    const groups = [...toGroups(view, mergeMonths(summariesOf(view.kind))).values()];
    cached.set(view.kind, { generation, groups });
    return groups;
  }

  /** Returns whether an asset is in a group; in a view with a limit, by the highest rank within the limit. */
  function isIn(view: DerivedView, key: string, day: Today): (asset: Asset) => boolean {
    const isInside = (asset: Asset): boolean => view.groupsOf(asset, day).some((path) => keyOf(path) === key);
    const { limit } = view;
    const summary = limit && mergeMonths(summariesOf(view.kind)).get(key);
    if (!limit || !summary) return isInside;
    const { last } = choose(limit.count, summary);
    return (asset) => (limit.rank(asset, day) ?? Number.POSITIVE_INFINITY) <= last;
  }

  async function* listAssets(view: DerivedView, group: AssetGroup): AsyncGenerator<readonly Asset[]> {
    await refresh();
    const key = group.id.slice(view.kind.length + 1);
    const isMember = isIn(view, key, today ?? todayAt(clock.now()));
    for (const entry of catalog.entriesOf('month')) {
      if (!months.get(entry.group.id)?.index.get(view.kind)?.has(key)) continue;
      const { members } = await listingOf(entry);
      const found: Asset[] = [];
      await eachInSlices(members, ({ asset }) => void (isMember(asset) && found.push(asset)), clock);
      yield found;
      await clock.sleep(0);
    }
  }

  return {
    listGroups: async (kind) => listGroups(viewOf(kind)),
    listAssets: ({ group }) => listAssets(viewOf(group.kind), group),
  };
}
