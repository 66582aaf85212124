import type { DigestWords } from '../base/digest.ts';
import { createLowest } from '../base/lowest.ts';
import { eachInSlices } from '../base/slices.ts';
import type { Asset } from '../ports/asset.ts';
import type { DerivedKind } from '../ports/asset-source.ts';
import type { Clock } from '../ports/clock.ts';
import type { Listing } from '../ports/listing.ts';
import type { Today } from '../views/day.ts';
import type { DerivedView, Limit } from '../views/view.ts';
import { digestOf } from './asset-facts.ts';
import { addAsset, emptySummary, type GroupSummary, keyOf } from './folder-facts.ts';

/** A month's part of the folders of one view, by key. */
export type MonthGroups = ReadonlyMap<string, GroupSummary>;

/** A month's part of the folders of all views. */
export type MonthIndex = ReadonlyMap<DerivedKind, MonthGroups>;

type Add = (asset: Asset, digest: DigestWords) => void;

interface Counting {
  readonly add: Add;
  readonly folders: () => MonthGroups;
}

function countGroups(view: DerivedView, today: Today): Counting {
  const folders = new Map<string, GroupSummary>();
  // Most assets have few folders between them, and those are told by arrays that differ.
  const add: Add = (asset, digest) => {
    for (const path of view.groupsOf(asset, today)) {
      const key = keyOf(path);
      const facts = folders.get(key) ?? emptySummary(path);
      folders.set(key, facts);
      addAsset(facts, asset, digest);
    }
  };
  return { add, folders: () => folders };
}

/** Where a view has a limit, all are in one folder. */
function collectCandidates({ count, rank }: Limit, today: Today): Counting {
  const facts = emptySummary([]);
  const lowest = createLowest(count);
  const add: Add = (asset, digest) => {
    const place = rank(asset, today);
    if (place === undefined) return;
    addAsset(facts, asset, digest);
    lowest.add(place, digest);
  };
  return {
    add,
    folders: () => new Map(facts.count > 0 ? [[keyOf([]), { ...facts, candidates: [lowest.found()] }]] : []),
  };
}

/** Finds out which folders a month's assets are in, in slices. */
export async function indexMonth(
  { members }: Listing,
  views: readonly DerivedView[],
  today: Today,
  turns: Pick<Clock, 'sleep'>,
): Promise<MonthIndex> {
  const counting = views.map((view) => ({
    kind: view.kind,
    ...(view.limit ? collectCandidates(view.limit, today) : countGroups(view, today)),
  }));
  const index = ({ asset }: Listing['members'][number]): void => {
    const digest = digestOf(asset);
    for (const { add } of counting) add(asset, digest);
  };
  await eachInSlices(members, index, turns);
  return new Map(counting.map(({ kind, folders }) => [kind, folders()]));
}
