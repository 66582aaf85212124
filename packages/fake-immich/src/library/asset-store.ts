import type { IndexRange } from './members.ts';
import type { Asset } from './records.ts';

/** Assets that follow a formula: made when they are asked for, never kept. */
export interface GeneratedAssets {
  readonly count: number;
  at(index: number): Asset;
  /** Cheaper than `at(index).fileCreatedAt`; rises with the index, as `localDateTime` and `updatedAt` must. */
  fileCreatedAt(index: number): number;
  indexOf(id: string): number | undefined;
}

/** All assets by index. Generated ones come first; a changed or removed one is remembered here. */
export interface AssetStore {
  at(index: number): Asset | undefined;
  indexOf(id: string): number | undefined;
  find(id: string): Asset | undefined;
  fileCreatedAt(index: number): number;
  add(asset: Asset): number;
  replace(index: number, asset: Asset): void;
  remove(index: number): void;
  indexes(): Iterable<number>;
  /** Whether every asset of the run is as the formula made it. */
  isPristine(range: IndexRange): boolean;
}

/** An empty store, or one over generated assets. */
export function createAssetStore(generated?: GeneratedAssets): AssetStore {
  const count = generated?.count ?? 0;
  const added = new Map<string, number>();
  const stored = new Map<number, Asset | null>();
  let next = count;

  const at = (index: number): Asset | undefined => {
    const known = stored.get(index);
    if (known !== undefined) return known ?? undefined;
    return index < count ? generated?.at(index) : undefined;
  };
  const indexOf = (id: string): number | undefined => {
    const index = added.get(id) ?? generated?.indexOf(id);
    return index === undefined || stored.get(index) === null ? undefined : index;
  };
  return {
    at,
    indexOf,
    find: (id) => {
      const index = indexOf(id);
      return index === undefined ? undefined : at(index);
    },
    fileCreatedAt: (index) => stored.get(index)?.fileCreatedAt ?? generated?.fileCreatedAt(index) ?? 0,
    add: (asset) => {
      const index = next++;
      stored.set(index, asset);
      added.set(asset.id, index);
      return index;
    },
    replace: (index, asset) => {
      stored.set(index, asset);
    },
    remove: (index) => {
      stored.set(index, null);
    },
    *indexes() {
      for (let index = 0; index < next; index++) if (stored.get(index) !== null) yield index;
    },
    isPristine: (range) =>
      range.to <= count && ![...stored.keys()].some((index) => index >= range.from && index < range.to),
  };
}
