import { collectPostings, type Facet, type FacetValue, type Postings } from './facets.ts';
import type { IndexRange } from './members.ts';
import type { Asset } from './records.ts';

/** Assets that follow a formula: made when they are asked for, never kept. */
export interface GeneratedAssets {
  readonly count: number;
  at(index: number): Asset;
  /** The same to read, cheaper to make: each field is computed when it is read. Not to be spread. */
  peek(index: number): Asset;
  /** Cheaper than `at(index).fileCreatedAt`; rises with the index. */
  fileCreatedAt(index: number): number;
  /** Rises with the index too. */
  updatedAt(index: number): number;
  indexOf(id: string): number | undefined;
  /** Whether all are alike but for name, size and times, which rise with the index; so a run is known by its ends. */
  readonly isUniform: boolean;
}

/** Narrows where to look; what it lets through need not match, what it holds back does not. Times are inclusive. */
export interface Hint {
  readonly takenFrom?: number;
  readonly takenTo?: number;
  readonly updatedFrom?: number;
  readonly facet?: readonly [Facet, readonly FacetValue[]];
}

/** All assets by index. Generated ones come first; a changed or removed one is remembered here. */
export interface AssetStore {
  /** One more than the largest index. */
  readonly size: number;
  at(index: number): Asset | undefined;
  /** As `at`, for reading a few fields of many. */
  peek(index: number): Asset | undefined;
  indexOf(id: string): number | undefined;
  find(id: string): Asset | undefined;
  fileCreatedAt(index: number): number;
  add(asset: Asset): number;
  replace(index: number, asset: Asset): void;
  remove(index: number): void;
  indexes(): Iterable<number>;
  /** Untouched generated assets by `fileCreatedAt`. */
  pristine(hint: Hint): Iterable<number>;
  /** All others, in no order. */
  stored(): Iterable<number>;
  /** Whether every asset of the run is as the formula made it, and the formula makes them alike. */
  isUniform(range: IndexRange): boolean;
}

/** An empty store, or one over generated assets. */
export function createAssetStore(generated?: GeneratedAssets): AssetStore {
  const count = generated?.count ?? 0;
  const added = new Map<string, number>();
  const stored = new Map<number, Asset | null>();
  const postings = generated && lazyPostings(generated);
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
    get size() {
      return next;
    },
    at,
    peek: (index) => {
      const known = stored.get(index);
      if (known !== undefined) return known ?? undefined;
      return index < count ? generated?.peek(index) : undefined;
    },
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
    *pristine(hint) {
      if (!generated || !postings) return;
      const from = Math.max(
        firstAtLeast(count, generated.fileCreatedAt, hint.takenFrom),
        firstAtLeast(count, generated.updatedAt, hint.updatedFrom),
      );
      const to = hint.takenTo === undefined ? count : firstAtLeast(count, generated.fileCreatedAt, hint.takenTo + 1);
      for (const index of within(hint.facet && postings(...hint.facet), from, to)) {
        if (!stored.has(index)) yield index;
      }
    },
    *stored() {
      for (const [index, asset] of stored) if (asset) yield index;
    },
    isUniform: (range) =>
      generated?.isUniform === true &&
      range.to <= count &&
      ![...stored.keys()].some((index) => index >= range.from && index < range.to),
  };
}

/** The first index whose time is not before `time`; 0 without a time. */
function firstAtLeast(count: number, timeOf: (index: number) => number, time: number | undefined): number {
  if (time === undefined) return 0;
  let low = 0;
  let high = count;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (timeOf(middle) < time) low = middle + 1;
    else high = middle;
  }
  return low;
}

function* within(indexes: Uint32Array | undefined, from: number, to: number): Generator<number> {
  if (!indexes) for (let index = from; index < to; index++) yield index;
  else for (const index of indexes) if (index >= from && index < to) yield index;
}

/** Who has one of some values of a facet. A list is made on first use and stays true: a formula does not change. */
function lazyPostings(generated: GeneratedAssets): (facet: Facet, values: readonly FacetValue[]) => Uint32Array {
  const known = new Map<Facet, Postings>();
  return (facet, values) => {
    const postings = known.get(facet) ?? collectPostings(facet, generated.count, generated.peek);
    known.set(facet, postings);
    const lists = values.flatMap((value) => postings.get(value) ?? []);
    if (lists.length === 1) return lists[0] ?? new Uint32Array();
    return Uint32Array.from(new Set(lists.flatMap((list) => [...list]))).sort();
  };
}
