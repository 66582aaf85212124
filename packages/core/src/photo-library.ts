import { createStopSignal } from './base/stop-signal.ts';
import { createCatalog } from './catalog/catalog.ts';
import { groupNames } from './catalog/group-names.ts';
import { createGroupReader } from './catalog/group-reader.ts';
import { isSourceKind, kindsOf, labelKinds } from './catalog/kinds.ts';
import { createGroupsLoader } from './catalog/load-groups.ts';
import { createListingLoader } from './catalog/load-listing.ts';
import { createResilientStore } from './catalog/resilient-store.ts';
import { createTrueSizes } from './catalog/true-sizes.ts';
import { createUnavailableKinds } from './catalog/unavailable-kinds.ts';
import { createVisibility } from './catalog/visibility.ts';
import { createDerivedGroups } from './derived/derived-groups.ts';
import { createMemoryStore } from './memory/memory-store.ts';
import type { AssetGroup, AssetSource } from './ports/asset-source.ts';
import type { Clock } from './ports/clock.ts';
import type { LibraryObserver } from './ports/library-observer.ts';
import type { LibraryStore } from './ports/library-store.ts';
import type { Listing } from './ports/listing.ts';
import type { ResourceTree } from './ports/resource-tree.ts';
import { createPresentations, type PresentationOptions } from './presentation/create-presentations.ts';
import { createFreshKeeper } from './refresh/keep-fresh.ts';
import { createReadAll } from './refresh/read-all.ts';
import { createRefresher } from './refresh/refresher.ts';
import { createSettler } from './refresh/settle.ts';
import { createLibraryTree } from './tree/library-tree.ts';
import { isDerived } from './views/view.ts';
import { defaultViewSettings, type ViewName, type ViewSettings, viewOf } from './views/views.ts';

/** What a library is made of, and what is shown of it and how. */
export interface PhotoLibraryOptions extends PresentationOptions {
  readonly source: AssetSource;
  readonly clock: Clock;
  readonly observer?: LibraryObserver;
  /** Milliseconds between refreshes; an hour unless told. */
  readonly refreshIntervalMs?: number;
  /** Where listings are kept; in memory unless told. The library closes it. */
  readonly store?: LibraryStore;
  /** Milliseconds in which every listing is read again although it looks unchanged; a day unless told. */
  readonly sweepIntervalMs?: number;
  /** Listings read at the same time; 4 unless told. */
  readonly concurrency?: number;
  /** What the tree shows: one is the root, several get a folder each; albums unless told. */
  readonly views?: readonly ViewName[];
  readonly viewSettings?: Partial<ViewSettings>;
  /** Stands between names of folders in the names of albums, such as ` / `; without one they are not nested. */
  readonly albumPathSeparator?: string;
  /** A folder of more files has folders by day instead; none is split unless told. */
  readonly splitFoldersAt?: number;
  /** The albums to show; absent or empty = all that there are at each refresh. */
  readonly albumIds?: readonly string[];
  /** Lowercase, without dot: assets with these extensions are left out. */
  readonly excludedExtensions?: readonly string[];
  /** True: files directly in the album. False: in its `images` and `videos`. */
  readonly flatten?: boolean;
}

/** A photo library as a tree, kept fresh. */
export interface PhotoLibrary {
  readonly tree: ResourceTree;
  /** True once the groups of all views are known, albums for example. */
  readonly ready: boolean;
  /** Shows what the store has; the source is asked for nothing. `start` and the first use of the tree do it too. */
  restore(): Promise<void>;
  /** Reads what changed since the last time; failures go to the observer and keep the last good listings. */
  refresh(): Promise<void>;
  /** Begins to refresh, now and at every interval. */
  start(): void;
  /** Ends refreshing; what is on its way is aborted, and the store closed. */
  stop(): Promise<void>;
}

const hourMs = 3_600_000;
const dayMs = 24 * hourMs;

/** Puts a source behind a tree. Nothing is asked of the source before `start`, `refresh` or the first use of the tree. */
export function createPhotoLibrary(options: PhotoLibraryOptions): PhotoLibrary {
  const { source, clock, observer = {}, refreshIntervalMs = hourMs, concurrency = 4, flatten = true } = options;
  const settings = { ...defaultViewSettings, ...options.viewSettings };
  const views = (options.views ?? ['albums']).map((name) => viewOf(name, settings));
  const eagerKinds = new Set(options.sidecar ? labelKinds : []);
  const kinds = kindsOf(views, [...eagerKinds]);
  const stopping = createStopSignal();
  const albumIds = new Set(options.albumIds);
  const excludedExtensions = new Set(options.excludedExtensions);
  const stores = createResilientStore(options.store ?? createMemoryStore(), observer);
  const store = stores.catalog;
  const catalog = createCatalog();
  const derived = createDerivedGroups({ source, catalog, store, clock, views: views.filter(isDerived) });
  const reader = createGroupReader(source, derived);
  const namesOf = groupNames(options.albumPathSeparator);
  const context = {
    source,
    reader,
    store,
    renditionStore: stores.renditions,
    stackStore: stores.stacks,
    clock,
    observer,
    signal: stopping.signal,
    kinds,
    eagerKinds,
    namesOf,
    albumIds,
  };
  const visibility = createVisibility(clock);
  const onEmptyMonth = ({ id }: AssetGroup, last: Listing) => visibility.monthChanged(id, last, undefined);
  const groups = createGroupsLoader(catalog, onEmptyMonth, context);
  const unavailable = createUnavailableKinds(context);
  const listings = createListingLoader(catalog, groups, onMonth, context);
  const settler = createSettler({ catalog, visibility, listings }, context);
  async function onMonth({ id }: AssetGroup, before: Listing | undefined, after: Listing): Promise<void> {
    await visibility.monthChanged(id, before, after);
    settler.settleIfCurrent();
  }
  const sizes = createTrueSizes(catalog, context);
  const changesDaily = views.some((view) => isDerived(view) && view.changesDaily);
  const policy = { intervalMs: refreshIntervalMs, sweepMs: options.sweepIntervalMs ?? dayMs, changesDaily };
  const readAll = createReadAll(listings, concurrency, context);
  const { all: presentations, prober, stacks, labels } = createPresentations(options, catalog, context);
  const refresh = createRefresher({ catalog, groups, unavailable, stacks, labels, settler, readAll }, context);
  const keeper = createFreshKeeper({ catalog, listings, policy, refresh, settler }, context);
  const splitAt = options.splitFoldersAt ?? Number.POSITIVE_INFINITY;
  const folders = { flatten, excludedExtensions, splitAt };
  const known = { catalog, groups, unavailable, listings, visibility, sizes, clock, ...folders };
  let running: Promise<void> | undefined;
  return {
    tree: createLibraryTree({ ...known, source, views, presentations }),
    get ready() {
      return kinds
        .filter(isSourceKind)
        .every((kind) => catalog.generationOf(kind) !== undefined || unavailable.has(kind));
    },
    async restore() {
      await groups.restore();
    },
    async refresh() {
      await refresh();
    },
    start() {
      running ??= Promise.all([keeper.run(), prober.run()]).then(() => {});
    },
    async stop() {
      stopping.abort();
      keeper.wake();
      prober.wake();
      await running;
      await stores.close();
    },
  };
}
