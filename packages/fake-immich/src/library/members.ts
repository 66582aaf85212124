/** A run of asset indexes, `from` up to but without `to`. */
export interface IndexRange {
  readonly from: number;
  readonly to: number;
  /** Those inside that do not belong to it. */
  readonly without?: (index: number) => boolean;
}

/** The assets of an album, as indexes into the asset store. */
export interface Members {
  /** The members, while they are still one untouched run. */
  readonly range: IndexRange | undefined;
  has(index: number): boolean;
  add(index: number): void;
  delete(index: number): void;
  [Symbol.iterator](): Iterator<number>;
}

/** Members that begin as a run and become a set only when one is added or removed. */
export function createMembers(initial: IndexRange | Iterable<number>): Members {
  let range = 'from' in initial ? initial : undefined;
  let set = 'from' in initial ? undefined : new Set(initial);
  const asSet = (): Set<number> => {
    set ??= new Set(range && indexesOf(range));
    range = undefined;
    return set;
  };
  return {
    get range() {
      return range;
    },
    has: (index) =>
      range ? index >= range.from && index < range.to && range.without?.(index) !== true : asSet().has(index),
    add: (index) => {
      asSet().add(index);
    },
    delete: (index) => {
      asSet().delete(index);
    },
    [Symbol.iterator]: () => (range ? indexesOf(range) : asSet().values()),
  };
}

function* indexesOf({ from, to, without }: IndexRange): Generator<number> {
  for (let index = from; index < to; index++) if (without?.(index) !== true) yield index;
}
