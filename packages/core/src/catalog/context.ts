import type { AssetGroup, GroupKind } from '../ports/asset-group.ts';
import type { AssetSource } from '../ports/asset-source.ts';
import type { Clock } from '../ports/clock.ts';
import type { LibraryObserver } from '../ports/library-observer.ts';
import type { CatalogStore, RenditionStore, StackStore } from '../ports/library-store.ts';
import type { GroupReader } from './group-reader.ts';

/** Ports and settings that all parts of a library share. */
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
  /** The kinds of groups that are shown or that shown groups are derived from, kinds of the source first. */
  readonly kinds: readonly GroupKind[];
  /** Further kinds whose listings are read before the first request for them. */
  readonly eagerKinds: ReadonlySet<GroupKind>;
  /** Verbatim names of a group's parents and of the group, outermost first. */
  readonly namesOf: (group: AssetGroup) => readonly string[];
  /** Empty = all. */
  readonly albumIds: ReadonlySet<string>;
}
