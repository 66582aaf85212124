import type { Asset } from '../ports/asset.ts';
import type { Clock } from '../ports/clock.ts';
import type { Listing } from '../ports/listing.ts';
import { monthChanges } from './month-changes.ts';

/** Tracks the user's assets that left the library, by comparing listings of months. */
export interface Visibility {
  /** Grows when an asset leaves or returns. */
  readonly generation: number;
  /** Grows when an asset returns. */
  readonly returns: number;
  /** True for an asset that was locked, trashed, hidden or deleted: no view may show it. */
  isGone(assetId: string): boolean;
  /** Whether `take` would return assets that left. */
  readonly hasLeft: boolean;
  /** Records the difference between two listings of a month; an absent one has no members. */
  monthChanged(monthId: string, before: Listing | undefined, after: Listing | undefined): Promise<void>;
  /** Returns the changes recorded since the last call, and clears them. */
  take(): RecordedChanges;
  /** Marks assets as gone. */
  hide(assetIds: Iterable<string>): void;
}

/** Changes recorded from listings of months. */
export interface RecordedChanges {
  /** Assets that a month lost and that no month recorded later holds. A month recorded earlier may hold them. */
  readonly left: Map<string, Asset>;
  /** Current records of assets whose metadata changed. */
  readonly changed: Map<string, Asset>;
  /** Assets that were gone and came back. */
  readonly returned: Set<string>;
  /** The months whose listings changed. */
  readonly months: Set<string>;
}

const noChanges = (): RecordedChanges => ({
  left: new Map(),
  changed: new Map(),
  returned: new Set(),
  months: new Set(),
});

export function createVisibility(clock: Pick<Clock, 'sleep'>): Visibility {
  const gone = new Set<string>();
  let recorded = noChanges();
  let generation = 0;
  let returns = 0;

  function arrive(asset: Asset): void {
    if (recorded.left.delete(asset.id)) recorded.changed.set(asset.id, asset);
    if (!gone.delete(asset.id)) return;
    recorded.returned.add(asset.id);
    generation += 1;
    returns += 1;
  }

  return {
    get generation() {
      return generation;
    },
    get returns() {
      return returns;
    },
    get hasLeft() {
      return recorded.left.size > 0;
    },
    isGone: (assetId) => gone.has(assetId),
    async monthChanged(monthId, before, after) {
      const { left, arrived, changed } = await monthChanges(before, after, clock);
      // An asset that a partner stopped sharing may still be in a shared album.
      for (const asset of left) if (asset.owner === undefined) recorded.left.set(asset.id, asset);
      for (const asset of arrived) arrive(asset);
      for (const asset of changed) recorded.changed.set(asset.id, asset);
      recorded.months.add(monthId);
    },
    take() {
      const taken = recorded;
      recorded = noChanges();
      return taken;
    },
    hide(assetIds) {
      for (const id of assetIds) gone.add(id);
      generation += 1;
    },
  };
}
