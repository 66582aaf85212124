import { lowestOf } from '../base/lowest.ts';
import type { AssetGroup } from '../ports/asset-source.ts';
import type { DerivedView } from '../views/view.ts';
import { addDigest, addSummary, emptySummary, type GroupSummary, keyOf } from './folder-facts.ts';
import type { MonthGroups } from './index-month.ts';

const hex = (value: number): string => value.toString(16).padStart(8, '0');

/** How many names all paths have in front. */
function commonLength(paths: readonly (readonly string[])[]): number {
  const [first = [], ...others] = paths;
  const differing = (path: readonly string[]): number => {
    const at = first.findIndex((name, index) => path[index] !== name);
    return at === -1 ? first.length : at;
  };
  // There may be more folders than a call can have arguments.
  return others.reduce((least, path) => Math.min(least, differing(path)), first.length);
}

/** The folders of all months together. */
export function mergeMonths(months: Iterable<MonthGroups>): ReadonlyMap<string, GroupSummary> {
  const merged = new Map<string, GroupSummary>();
  for (const folders of months) {
    for (const [key, part] of folders) {
      const whole = merged.get(key) ?? emptySummary(part.path);
      merged.set(key, whole);
      addSummary(whole, part);
      if (part.candidates) whole.candidates = [...(whole.candidates ?? []), ...part.candidates];
    }
  }
  return merged;
}

/** The few that are shown: the highest rank among them, how many they are, and what they add up to. */
export function choose(
  count: number,
  { path, candidates = [] }: GroupSummary,
): GroupSummary & { readonly last: number } {
  const { ranks, highs, lows } = lowestOf(count, candidates);
  const facts = emptySummary(path);
  for (const [at, high] of highs.entries()) addDigest(facts, { high, low: lows[at] ?? 0 });
  return { ...facts, count: ranks.length, last: ranks.reduce((last, rank) => Math.max(last, rank), -1) };
}

/** The folders of a view as groups, each with the key of its folder. */
export function toGroups(
  { kind, limit, dropsCommonPath }: DerivedView,
  folders: ReadonlyMap<string, GroupSummary>,
): ReadonlyMap<string, AssetGroup> {
  const dropped = dropsCommonPath ? commonLength([...folders.values()].map(({ path }) => path)) : 0;
  const toGroup = (whole: GroupSummary): AssetGroup => {
    const { count, high, low } = limit ? choose(limit.count, whole) : whole;
    const path = whole.path.slice(dropped);
    return {
      kind,
      id: `${kind} ${keyOf(whole.path)}`,
      name: path.at(-1) ?? '',
      parents: path.slice(0, -1),
      revision: `${count} ${hex(high)}${hex(low)}`,
      assetCount: count,
      createdAt: whole.createdAt,
      modifiedAt: whole.modifiedAt,
    };
  };
  return new Map([...folders].map(([key, facts]) => [key, toGroup(facts)]));
}
