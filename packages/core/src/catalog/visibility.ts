import type { Asset } from '../ports/asset.ts';
import type { Clock } from '../ports/clock.ts';
import type { Listing } from '../ports/listing.ts';
import { monthChanges } from '../refresh/month-changes.ts';

/** The user's assets that left the library, as its months show it. */
export interface Visibility {
  /** Grows whenever an asset leaves or returns. */
  readonly generation: number;
  /** Grows whenever an asset returns. */
  readonly returns: number;
  /** True: it was locked, trashed, hidden or deleted, and nothing may show it. */
  isGone(assetId: string): boolean;
  /** Assets that left are recorded. */
  readonly hasLeft: boolean;
  /** Records the difference between two listings of a month; an absent one has no members. */
  monthChanged(monthId: string, before: Listing | undefined, after: Listing | undefined): Promise<void>;
  /** What was recorded since the last call. */
  take(): RecordedChanges;
  /** From now on these are gone. */
  hide(assetIds: Iterable<string>): void;
}

/** What months recorded. */
export interface RecordedChanges {
  /** Assets that a month lost, and that no month recorded later has; one that was recorded earlier may have them. */
  readonly left: Map<string, Asset>;
  /** Current records of assets whose facts changed. */
  readonly changed: Map<string, Asset>;
  /** Assets that were gone. */
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
      // What a partner took back may still be in a shared album.
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
