import { collectPostings, type Facet, type FacetValue, type Postings } from './facets.ts';
import type { IndexRange } from './members.ts';
import { monthNumber } from './month-number.ts';
import type { Asset } from './records.ts';

/** Assets that follow a formula: made when they are asked for, never kept. */
export interface GeneratedAssets {
  readonly count: number;
  readonly at: (index: number) => Asset;
  /** The same to read, cheaper to make: each field is computed when it is read. Not to be spread. */
  readonly peek: (index: number) => Asset;
  /** Cheaper than `at(index).fileCreatedAt`; rises with the index. */
  readonly fileCreatedAt: (index: number) => number;
  /** Rises with the index too. */
  readonly updatedAt: (index: number) => number;
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
  /** The values of a facet, each with an untouched generated asset that has it. */
  pristineValues(facet: Facet): Iterable<readonly [FacetValue, number]>;
  /** The month of local time, counted from the year 0. */
  month(index: number): number;
  /** All others than the pristine, in no order. */
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
  let months: Uint16Array | undefined;
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
      for (const index of within(hint.facet && postings.some(...hint.facet), from, to)) {
        if (!stored.has(index)) yield index;
      }
    },
    *pristineValues(facet) {
      for (const [value, list] of postings?.all(facet) ?? []) {
        const index = list.find((candidate) => !stored.has(candidate));
        if (index !== undefined) yield [value, index];
      }
    },
    month: (index) => {
      const known = stored.get(index);
      if (known || index >= count) return monthNumber(known?.localDateTime ?? 0);
      months ??=
        generated && Uint16Array.from({ length: count }, (_, each) => monthNumber(generated.peek(each).localDateTime));
      return months?.[index] ?? 0;
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

interface LazyPostings {
  readonly all: (facet: Facet) => Postings;
  /** Who has one of some values. */
  readonly some: (facet: Facet, values: readonly FacetValue[]) => Uint32Array;
}

/** Lists are made on first use and stay true: a formula does not change. */
function lazyPostings({ count, peek }: GeneratedAssets): LazyPostings {
  const known = new Map<Facet, Postings>();
  const all = (facet: Facet): Postings => {
    if (!known.has(facet))
      for (const [name, postings] of collectPostings(facet, count, peek)) known.set(name, postings);
    return known.get(facet) ?? new Map();
  };
  return {
    all,
    some: (facet, values) => {
      const postings = all(facet);
      const lists = values.flatMap((value) => postings.get(value) ?? []);
      if (lists.length === 1) return lists[0] ?? new Uint32Array();
      return Uint32Array.from(new Set(lists.flatMap((list) => [...list]))).sort();
    },
  };
}
