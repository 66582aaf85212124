import type { AssetSource } from '../ports/asset-source.ts';
import type { Clock } from '../ports/clock.ts';
import type { LibraryObserver } from '../ports/library-observer.ts';
import type { ResourceTree } from '../ports/resource-tree.ts';
import { createAlbumTree } from '../tree/album-tree.ts';
import { createCatalog } from './catalog.ts';
import { createGroupsLoader } from './load-groups.ts';
import { createListingLoader } from './load-listing.ts';
import { createRefresher } from './refresher.ts';
import { createStopSignal } from './stop-signal.ts';
import { createTrueSizes } from './true-sizes.ts';

export interface PhotoLibraryOptions {
  readonly source: AssetSource;
  readonly clock: Clock;
  readonly observer?: LibraryObserver;
  /** Milliseconds between refreshes; an hour unless told. */
  readonly refreshIntervalMs?: number;
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
  /** Reads what changed since the last time; failures go to the observer and keep the last good listings. */
  refresh(): Promise<void>;
  /** Begins to refresh, now and at every interval. */
  start(): void;
  /** Ends refreshing; what is on its way is aborted. */
  stop(): Promise<void>;
}

const hourMs = 3_600_000;

/** Puts a source behind a tree. Nothing is asked of the source before `start`, `refresh` or the first use of the tree. */
export function createPhotoLibrary(options: PhotoLibraryOptions): PhotoLibrary {
  const { source, clock, observer = {}, refreshIntervalMs = hourMs, concurrency = 4, flatten = true } = options;
  const stopping = createStopSignal();
  const albumIds = new Set(options.albumIds);
  const excludedExtensions = new Set(options.excludedExtensions);
  const context = { source, clock, observer, signal: stopping.signal, albumIds, excludedExtensions };
  const catalog = createCatalog();
  const loadGroups = createGroupsLoader(catalog, context);
  const listings = createListingLoader(catalog, context);
  const sizes = createTrueSizes(catalog, context);
  const policy = { intervalMs: refreshIntervalMs, concurrency };
  const refresher = createRefresher({ catalog, loadGroups, listings, policy }, context);
  let running: Promise<void> | undefined;
  return {
    tree: createAlbumTree({ catalog, listings, sizes, flatten, loadGroups, source }),
    get ready() {
      return catalog.version !== undefined;
    },
    async refresh() {
      await refresher.refresh();
    },
    start() {
      running ??= refresher.run();
    },
    async stop() {
      stopping.abort();
      await running;
    },
  };
}
