import type { DigestWords } from '../base/digest.ts';
import { createLowest } from '../base/lowest.ts';
import { eachInSlices } from '../base/slices.ts';
import type { Asset } from '../ports/asset.ts';
import type { DerivedKind } from '../ports/asset-group.ts';
import type { Clock } from '../ports/clock.ts';
import type { Listing } from '../ports/listing.ts';
import type { Today } from '../views/day.ts';
import type { DerivedView, Limit } from '../views/view.ts';
import { addAsset, digestOf, emptySummary, type GroupSummary, keyOf } from './group-summary.ts';

/** Summaries of the assets of one month in each group of a view, by key of the group. */
export type MonthGroups = ReadonlyMap<string, GroupSummary>;

/** The summaries of one month for all derived views. */
export type MonthIndex = ReadonlyMap<DerivedKind, MonthGroups>;

type Add = (asset: Asset, digest: DigestWords) => void;

interface Collector {
  readonly add: Add;
  readonly groups: () => MonthGroups;
}

function countGroups(view: DerivedView, today: Today): Collector {
  const groups = new Map<string, GroupSummary>();
  const add: Add = (asset, digest) => {
    for (const path of view.groupsOf(asset, today)) {
      const key = keyOf(path);
      const summary = groups.get(key) ?? emptySummary(path);
      groups.set(key, summary);
      addAsset(summary, asset, digest);
    }
  };
  return { add, groups: () => groups };
}

/** A view with a limit has one group. */
function collectCandidates({ count, rank }: Limit, today: Today): Collector {
  const summary = emptySummary([]);
  const lowest = createLowest(count);
  const add: Add = (asset, digest) => {
    const place = rank(asset, today);
    if (place === undefined) return;
    addAsset(summary, asset, digest);
    lowest.add(place, digest);
  };
  return {
    add,
    groups: () => new Map(summary.count > 0 ? [[keyOf([]), { ...summary, candidates: [lowest.found()] }]] : []),
  };
}

/** Computes which groups of derived views the assets of a month belong to, yielding between slices. */
export async function indexMonth(
  { members }: Listing,
  views: readonly DerivedView[],
  today: Today,
  clock: Pick<Clock, 'sleep'>,
): Promise<MonthIndex> {
  const collectors = views.map((view) => ({
    kind: view.kind,
    ...(view.limit ? collectCandidates(view.limit, today) : countGroups(view, today)),
  }));
  const index = ({ asset }: Listing['members'][number]): void => {
    const digest = digestOf(asset);
    for (const { add } of collectors) add(asset, digest);
  };
  await eachInSlices(members, index, clock);
  return new Map(collectors.map(({ kind, groups }) => [kind, groups()]));
}
