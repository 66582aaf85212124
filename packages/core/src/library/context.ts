import type { AssetSource } from '../ports/asset-source.ts';
import type { Clock } from '../ports/clock.ts';
import type { LibraryObserver } from '../ports/library-observer.ts';
import type { ListingStore } from '../ports/listing-store.ts';

/** What the parts of a library share. */
export interface LibraryContext {
  readonly source: AssetSource;
  readonly store: ListingStore;
  readonly clock: Clock;
  readonly observer: LibraryObserver;
  /** Aborts when the library stops. */
  readonly signal: AbortSignal;
  /** Empty = all. */
  readonly albumIds: ReadonlySet<string>;
}
