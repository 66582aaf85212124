import type { AssetGroup, AssetSource, GroupKind } from '../ports/asset-source.ts';
import type { Clock } from '../ports/clock.ts';
import type { LibraryObserver } from '../ports/library-observer.ts';
import type { CatalogStore, RenditionStore, StackStore } from '../ports/library-store.ts';
import type { GroupReader } from './group-reader.ts';

/** What the parts of a library share. */
export interface LibraryContext {
  readonly source: AssetSource;
  readonly reader: GroupReader;
  readonly store: CatalogStore;
  readonly renditionStore: RenditionStore;
  readonly stackStore: StackStore;
  readonly clock: Clock;
  readonly observer: LibraryObserver;
  /** Aborts when the library stops. */
  readonly signal: AbortSignal;
  /** The kinds of groups that are shown, or that shown ones are made of: those of the source first. */
  readonly kinds: readonly GroupKind[];
  /** Kinds whose listings are read before anybody asks for them, besides those that always are. */
  readonly eagerKinds: ReadonlySet<GroupKind>;
  /** What a group is called and what it is within, from the outermost, verbatim. */
  readonly namesOf: (group: AssetGroup) => readonly string[];
  /** Empty = all. */
  readonly albumIds: ReadonlySet<string>;
}
