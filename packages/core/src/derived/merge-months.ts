import { lowestOf } from '../base/lowest.ts';
import type { AssetGroup } from '../ports/asset-group.ts';
import type { DerivedView } from '../views/view.ts';
import { addDigest, addSummary, emptySummary, type GroupSummary, keyOf, revisionOf } from './group-summary.ts';
import type { MonthGroups } from './index-month.ts';

/** Number of leading names that all paths have in common. */
function commonLength(paths: readonly (readonly string[])[]): number {
  const [first = [], ...others] = paths;
  const differing = (path: readonly string[]): number => {
    const at = first.findIndex((name, index) => path[index] !== name);
    return at === -1 ? first.length : at;
  };
  return others.reduce((least, path) => Math.min(least, differing(path)), first.length);
}

/** Adds up the summaries of all months. */
export function mergeMonths(months: Iterable<MonthGroups>): ReadonlyMap<string, GroupSummary> {
  const merged = new Map<string, GroupSummary>();
  for (const groups of months) {
    for (const [key, part] of groups) {
      const whole = merged.get(key) ?? emptySummary(part.path);
      merged.set(key, whole);
      addSummary(whole, part);
      if (part.candidates) whole.candidates = [...(whole.candidates ?? []), ...part.candidates];
    }
  }
  return merged;
}

/** Applies a limit: the summary of the assets within it, and the highest rank among them. */
export function choose(
  count: number,
  { path, candidates = [] }: GroupSummary,
): GroupSummary & { readonly last: number } {
  const { ranks, highs, lows } = lowestOf(count, candidates);
  const summary = emptySummary(path);
  for (const [at, high] of highs.entries()) addDigest(summary, { high, low: lows[at] ?? 0 });
  return { ...summary, count: ranks.length, last: ranks.reduce((last, rank) => Math.max(last, rank), -1) };
}

/** The groups of a view, by key. */
export function toGroups(
  { kind, limit, dropsCommonPath }: DerivedView,
  summaries: ReadonlyMap<string, GroupSummary>,
): ReadonlyMap<string, AssetGroup> {
  const dropped = dropsCommonPath ? commonLength([...summaries.values()].map(({ path }) => path)) : 0;
  const toGroup = (whole: GroupSummary): AssetGroup => {
    const chosen = limit ? choose(limit.count, whole) : whole;
    const path = whole.path.slice(dropped);
    return {
      kind,
      id: `${kind} ${keyOf(whole.path)}`,
      name: path.at(-1) ?? '',
      parents: path.slice(0, -1),
      revision: revisionOf(chosen),
      assetCount: chosen.count,
      createdAt: whole.createdAt,
      modifiedAt: whole.modifiedAt,
    };
  };
  return new Map([...summaries].map(([key, summary]) => [key, toGroup(summary)]));
}
