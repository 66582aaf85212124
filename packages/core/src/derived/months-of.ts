import type { Asset } from '../ports/asset.ts';
import type { AssetGroup } from '../ports/asset-group.ts';
import { dayTaken } from '../views/day.ts';
import { addAsset, digestOf, emptySummary, revisionOf } from './group-summary.ts';

/** A month as a group of the kind `month`, with its assets. */
export interface Month<Item extends Asset = Asset> {
  readonly group: AssetGroup;
  readonly assets: readonly Item[];
}

function toGroup(name: string, assets: readonly Asset[]): AssetGroup {
  const summary = emptySummary([]);
  for (const asset of assets) addAsset(summary, asset, digestOf(asset));
  const { count, createdAt, modifiedAt } = summary;
  return { kind: 'month', id: name, name, revision: revisionOf(summary), assetCount: count, createdAt, modifiedAt };
}

/**
 * Groups assets by the month in which they were taken, so that a source of one's own can list the kind `month`: most views are
 * derived from months. Pass every asset of the library once, archived ones too.
 */
export function monthsOf<Item extends Asset>(assets: readonly Item[]): readonly Month<Item>[] {
  const months = new Map<string, Item[]>();
  for (const asset of assets) {
    const { month } = dayTaken(asset);
    const others = months.get(month) ?? [];
    others.push(asset);
    months.set(month, others);
  }
  return [...months].map(([name, of]) => ({ group: toGroup(name, of), assets: of }));
}
