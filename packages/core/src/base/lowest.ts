import type { DigestWords } from './digest.ts';

/** Assets that may be within a limit, in columns, because a high limit admits the whole library. */
export interface Candidates {
  readonly ranks: Float64Array;
  readonly highs: Uint32Array;
  readonly lows: Uint32Array;
}

/** Collects the lowest ranks among many, in time nearly independent of their number. */
export interface Lowest {
  add(rank: number, digest: DigestWords): void;
  /** The requested number of ranks, and all ties with the last, in no order. */
  found(): Candidates;
}

export function createLowest(count: number): Lowest {
  let ranks: number[] = [];
  let highs: number[] = [];
  let lows: number[] = [];
  let highest = Number.POSITIVE_INFINITY;
  let room = 2 * count;

  function dropOthers(): void {
    highest = Float64Array.from(ranks).sort()[count - 1] ?? Number.POSITIVE_INFINITY;
    const isLow = (_: unknown, at: number): boolean => (ranks[at] as number) <= highest;
    [highs, lows, ranks] = [highs.filter(isLow), lows.filter(isLow), ranks.filter((rank) => rank <= highest)];
    room = 2 * Math.max(count, ranks.length);
  }

  return {
    add(rank, { high, low }) {
      if (rank > highest) return;
      ranks.push(rank);
      highs.push(high);
      lows.push(low);
      if (ranks.length > room) dropOthers();
    },
    found() {
      if (ranks.length > count) dropOthers();
      return { ranks: Float64Array.from(ranks), highs: Uint32Array.from(highs), lows: Uint32Array.from(lows) };
    },
  };
}

/** The lowest ranks of several parts, each of which holds its own lowest. */
export function lowestOf(count: number, parts: Iterable<Candidates>): Candidates {
  const lowest = createLowest(count);
  for (const { ranks, highs, lows } of parts) {
    for (const [at, rank] of ranks.entries()) lowest.add(rank, { high: highs[at] ?? 0, low: lows[at] ?? 0 });
  }
  return lowest.found();
}
