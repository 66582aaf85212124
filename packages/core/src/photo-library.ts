import type { Slots } from './base/concurrency.ts';
import { createStopSignal, systemClock } from './base/platform.ts';
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
import type { AssetGroup } from './ports/asset-group.ts';
import type { AssetSource } from './ports/asset-source.ts';
import type { Clock } from './ports/clock.ts';
import type { LibraryObserver } from './ports/library-observer.ts';
import type { LibraryStore } from './ports/library-store.ts';
import type { Listing } from './ports/listing.ts';
import type { ResourceTree } from './ports/resource-tree.ts';
import type { SidecarWriter } from './ports/sidecar.ts';
import type { Staging } from './ports/staging.ts';
import type { TreeWriter } from './ports/tree-writer.ts';
import { createPresentations, type PresentationOptions } from './presentation/create-presentations.ts';
import { createFreshKeeper } from './refresh/keep-fresh.ts';
import { createReadAll } from './refresh/read-all.ts';
import { createRefresher } from './refresh/refresher.ts';
import { createSettler } from './refresh/settle.ts';
import { createLibraryTree, type Find } from './tree/library-tree.ts';
import { isDerived } from './views/view.ts';
import { defaultViewSettings, type ShownView, type ViewSettings, viewOf } from './views/views.ts';
import { createLibraryWriter } from './writes/library-writer.ts';
import type { WriterParts } from './writes/writer-parts.ts';

/** How a library shows its assets. All settings are optional. */
export interface ShowOptions extends Omit<PresentationOptions, 'sidecar'> {
  /** The views of the tree: a single view is the root, several get a collection each. Default: albums. */
  readonly views?: readonly ShownView[];
  readonly viewSettings?: Partial<ViewSettings>;
  /** Separates names of nested collections in the names of albums, such as ` / `. Default: albums are not nested. */
  readonly albumPathSeparator?: string;
  /** A collection of more files is split into collections by day. Default: none is split. */
  readonly splitFoldersAt?: number;
  /** Ids of the albums to show. Default, or empty: all. */
  readonly albumIds?: readonly string[];
  /** Extensions of files to hide, lowercase and without a dot. */
  readonly excludedExtensions?: readonly string[];
  /** Whether files are directly in their album, not in its `images` and `videos`. Default: true. */
  readonly flatten?: boolean;
}

/** How often and how fast a library reads its source. */
export interface RefreshOptions {
  /** Milliseconds between refreshes. Default: an hour. */
  readonly intervalMs?: number;
  /** Milliseconds in which every listing is read again, changed or not. Default: a day. */
  readonly sweepMs?: number;
  /** Listings read at the same time. Default: 4. */
  readonly concurrency?: number;
  /** Places for the listings that several libraries read in the background, in addition to `concurrency`. Default: no limit. */
  readonly slots?: Slots;
}

/** The ports and settings of a library. Only `source` is required. */
export interface PhotoLibraryOptions {
  readonly source: AssetSource;
  /** Default: the clock of the platform. */
  readonly clock?: Clock;
  readonly observer?: LibraryObserver;
  /** Keeps listings over restarts; the library closes it. Default: a store in memory. */
  readonly store?: LibraryStore;
  /** Writes a sidecar for every file. Default: files have no sidecars. */
  readonly sidecar?: SidecarWriter;
  readonly refresh?: RefreshOptions;
  readonly show?: ShowOptions;
  /** Holds what clients send, so that they may add files and albums. Default: the tree is read only. Needs a source with a writer. */
  readonly staging?: Staging;
}

/** A photo library as a tree of resources, refreshed from its source. */
export interface PhotoLibrary {
  readonly tree: ResourceTree;
  /** Whether the groups of all views are loaded. */
  readonly ready: boolean;
  /** Loads the catalog from the store, without requests to the source. Also done by `start` and by the first use of the tree. */
  restore(): Promise<void>;
  /** Reads what changed in the source. Failures are reported to the observer, and the last good listings stay; never rejects. */
  refresh(): Promise<void>;
  /** Refreshes now and at every interval, until `stop`. */
  start(): void;
  /** Ends refreshing, aborts running requests and closes the store. */
  stop(): Promise<void>;
}

const hourMs = 3_600_000;
const dayMs = 24 * hourMs;

const treeSettings = ({ flatten = true, excludedExtensions, splitFoldersAt }: ShowOptions) => ({
  flatten,
  excludedExtensions: new Set(excludedExtensions),
  splitAt: splitFoldersAt ?? Number.POSITIVE_INFINITY,
});

/** The maker of the tree's writer; undefined where the tree is read only. */
function writerOf(
  { source: { writer }, staging, show = {} }: PhotoLibraryOptions,
  { groups, listings, clock, splitAt }: Pick<WriterParts, 'groups' | 'listings' | 'clock' | 'splitAt'>,
  onChange: () => void,
) {
  if (!writer || !staging) return undefined;
  const { albumPathSeparator, albumIds = [] } = show;
  const parts = { groups, listings, clock, splitAt, onChange, writer, staging };
  const settings = { albumPathSeparator, showsAllAlbums: albumIds.length === 0 };
  return (find: Find, tree: ResourceTree): TreeWriter => createLibraryWriter({ ...parts, ...settings, find, tree });
}

/** Serves a source as a tree. Sends no request before `start`, `refresh` or the first use of the tree. */
export function createPhotoLibrary(options: PhotoLibraryOptions): PhotoLibrary {
  const { source, clock = systemClock, observer = {}, sidecar, show = {} } = options;
  const { intervalMs = hourMs, sweepMs = dayMs, concurrency = 4, slots } = options.refresh ?? {};
  const settings = { ...defaultViewSettings, ...show.viewSettings };
  const views = (show.views ?? ['albums']).map((name) => viewOf(name, settings));
  const eagerKinds = new Set(sidecar ? labelKinds : []);
  const kinds = kindsOf(views, [...eagerKinds]);
  const stopping = createStopSignal();
  const albumIds = new Set(show.albumIds);
  const stores = createResilientStore(options.store ?? createMemoryStore(), observer);
  const store = stores.catalog;
  const catalog = createCatalog();
  const derived = createDerivedGroups({ source, catalog, store, clock, views: views.filter(isDerived) });
  const reader = createGroupReader(source, derived);
  const namesOf = groupNames(show.albumPathSeparator);
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
  const policy = { intervalMs, sweepMs, changesDaily };
  const readAll = createReadAll(listings, { width: concurrency, slots }, context);
  const shown = sidecar ? { ...show, sidecar } : show;
  const { all: presentations, prober, stacks, labels } = createPresentations(shown, catalog, context);
  const refresh = createRefresher({ catalog, groups, unavailable, stacks, labels, settler, readAll }, context);
  const keeper = createFreshKeeper({ catalog, listings, policy, refresh, settler }, context);
  const treeParts = { catalog, groups, unavailable, listings, visibility, sizes, clock, ...treeSettings(show) };
  const createWriter = writerOf(options, treeParts, keeper.wake);
  let running: Promise<void> | undefined;
  return {
    tree: createLibraryTree({ ...treeParts, source, views, presentations, createWriter }),
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
