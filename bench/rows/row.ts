import type { Immich } from '../peers/immich.ts';
import type { LargeLibrary } from '../peers/large-library.ts';
import type { LibraryWithViews } from '../peers/library-with-views.ts';
import type { Ours } from '../peers/ours.ts';
import type { FolderPeer, Peer } from '../peers/peer.ts';

/** Everything that runs while rows are measured. */
export interface Bench {
  readonly immich: Immich;
  readonly ours: Ours;
  readonly proxy: Peer;
  /** The album of 10,000 files as each installed peer serves it, by the peer's name. */
  readonly albums: ReadonlyMap<FolderPeer['name'], string>;
  readonly scratch: string;
  /** The library of a million assets; the first row that needs it has it read, which takes minutes. */
  readonly large: () => Promise<LargeLibrary>;
  /** Another one, with every view on; the same holds. */
  readonly withViews: () => Promise<LibraryWithViews>;
}

/** One line of the table. */
export interface Comparison {
  /** What was measured, where a row measures several things alike. */
  readonly what?: string;
  readonly against: string;
  readonly ours: number;
  /** Nothing where the target is a figure of ours alone. */
  readonly theirs?: number;
}

/** What must be true of ours divided by theirs (or of ours alone). */
export interface Target {
  readonly kind: 'at most' | 'at least';
  readonly value: number;
}

/** Something to measure. */
export interface Row {
  readonly title: string;
  readonly unit: 's' | 'ms' | 'KB' | 'MB' | 'MB/s' | 'requests' | 'requests/s' | 'assets/s';
  /** By the name of what is compared with; without one, the line only informs. */
  readonly targets: Readonly<Record<string, Target>>;
  measure(bench: Bench): Promise<readonly Comparison[]>;
}
