import { createMemoryStore } from '../memory/memory-store.ts';
import type { AssetSource } from '../ports/asset-source.ts';
import type { Clock } from '../ports/clock.ts';
import type { LibraryObserver } from '../ports/library-observer.ts';
import type { ListingStore } from '../ports/listing-store.ts';
import type { ResourceTree } from '../ports/resource-tree.ts';
import { createAlbumTree } from '../tree/album-tree.ts';
import { createCatalog } from './catalog.ts';
import { createFreshKeeper } from './keep-fresh.ts';
import { createGroupsLoader } from './load-groups.ts';
import { createListingLoader } from './load-listing.ts';
import { createReadAll } from './read-all.ts';
import { createRefresher } from './refresher.ts';
import { createResilientStore } from './resilient-store.ts';
import { createStopSignal } from './stop-signal.ts';
import { createTrueSizes } from './true-sizes.ts';

export interface PhotoLibraryOptions {
  readonly source: AssetSource;
  readonly clock: Clock;
  readonly observer?: LibraryObserver;
  /** Milliseconds between refreshes; an hour unless told. */
  readonly refreshIntervalMs?: number;
  /** Where listings are kept; in memory unless told. The library closes it. */
  readonly store?: ListingStore;
  /** Milliseconds in which every listing is read again although it looks unchanged; a day unless told. */
  readonly sweepIntervalMs?: number;
  /** Listings read at the same time; 4 unless told. */
  readonly concurrency?: number;
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
  /** True once the albums are known. */
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
  const stopping = createStopSignal();
  const albumIds = new Set(options.albumIds);
  const excludedExtensions = new Set(options.excludedExtensions);
  const store = createResilientStore(options.store ?? createMemoryStore(), observer);
  const context = { source, store, clock, observer, signal: stopping.signal, albumIds };
  const catalog = createCatalog();
  const groups = createGroupsLoader(catalog, context);
  const listings = createListingLoader(catalog, context);
  const sizes = createTrueSizes(catalog, context);
  const policy = { intervalMs: refreshIntervalMs, sweepMs: options.sweepIntervalMs ?? dayMs };
  const readAll = createReadAll(listings, concurrency, context);
  const refresh = createRefresher({ catalog, groups, readAll }, context);
  const keeper = createFreshKeeper({ catalog, listings, policy, refresh }, context);
  let running: Promise<void> | undefined;
  return {
    tree: createAlbumTree({ catalog, listings, sizes, clock, flatten, excludedExtensions, groups, source }),
    get ready() {
      return catalog.version !== undefined;
    },
    async restore() {
      await groups.restore();
    },
    async refresh() {
      await refresh();
    },
    start() {
      running ??= keeper.run();
    },
    async stop() {
      stopping.abort();
      keeper.wake();
      await running;
      await store.close();
    },
  };
}
