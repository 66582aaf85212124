import { eachInSlices } from '../listing/slices.ts';
import type { Asset } from '../ports/asset.ts';
import type { DerivedKind } from '../ports/asset-source.ts';
import type { Clock } from '../ports/clock.ts';
import type { Listing } from '../ports/listing.ts';
import type { Today } from '../views/day.ts';
import type { DerivedView } from '../views/view.ts';
import { type AssetDigest, digestOf } from './asset-facts.ts';
import { addAsset, type Candidate, emptyFolder, type FolderFacts, keyOf } from './folder-facts.ts';

/** A month's part of the folders of one view, by key. */
export type MonthFolders = ReadonlyMap<string, FolderFacts>;

/** A month's part of the folders of all views. */
export type MonthIndex = ReadonlyMap<DerivedKind, MonthFolders>;

type Add = (asset: Asset, digest: AssetDigest) => void;

interface Counting {
  readonly folders: Map<string, FolderFacts>;
  readonly add: Add;
  /** After the last one. */
  readonly finish?: () => void;
}

function countFolders(view: DerivedView, today: Today): Counting {
  const folders = new Map<string, FolderFacts>();
  // Most assets have few folders between them, and those are told by arrays that differ.
  const add: Add = (asset, digest) => {
    for (const path of view.foldersOf(asset, today)) {
      const key = keyOf(path);
      const facts = folders.get(key) ?? emptyFolder(path);
      folders.set(key, facts);
      addAsset(facts, asset, digest);
    }
  };
  return { folders, add };
}

/** Ranks are compared when there are so many more than wanted: sorting for each would take too long. */
const surplus = 1000;

function collectCandidates(view: DerivedView, today: Today): Counting {
  const folders = new Map<string, FolderFacts>();
  const { count = 0, rank } = view.limit ?? {};
  let lowest: Candidate[] = [];
  let highest = 1;
  const cut = (): void => {
    lowest = lowest.sort((a, b) => a.rank - b.rank).slice(0, count);
    if (lowest.length === count) highest = lowest.at(-1)?.rank ?? 0;
  };
  const add: Add = (asset, digest) => {
    const place = rank?.(asset, today);
    if (place === undefined) return;
    const facts = folders.get(keyOf([])) ?? emptyFolder([]);
    folders.set(keyOf([]), facts);
    addAsset(facts, asset, digest);
    if (place < highest) lowest.push({ rank: place, digest });
    if (lowest.length >= count + surplus) cut();
  };
  const finish = (): void => {
    cut();
    for (const facts of folders.values()) facts.candidates = lowest;
  };
  return { folders, add, finish };
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
    ...(view.limit ? collectCandidates(view, today) : countFolders(view, today)),
  }));
  const index = ({ asset }: Listing['members'][number]): void => {
    const digest = digestOf(asset);
    for (const { add } of counting) add(asset, digest);
  };
  await eachInSlices(members, index, turns);
  for (const { finish } of counting) finish?.();
  return new Map(counting.map(({ kind, folders }) => [kind, folders]));
}
