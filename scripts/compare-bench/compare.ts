import type { Figure } from './run-bench.ts';

/** One row of both checkouts. */
export interface Compared {
  readonly row: string;
  readonly unit: string;
  readonly before: number;
  readonly now: number;
  /** How much worse it is now: above 1 is slower, larger or more, whatever the unit. */
  readonly cost: number;
}

/** Units of which more is better. */
const rates: ReadonlySet<string> = new Set(['MB/s', 'requests/s', 'assets/s']);

/** Compares the medians of several passes; rows that only one checkout has are left out. */
export function compare(before: readonly Figure[], now: readonly Figure[]): readonly Compared[] {
  return [...new Set(before.map(({ row }) => row))].flatMap((row) => {
    const [was, is] = [valuesOf(before, row), valuesOf(now, row)];
    const unit = before.find((figure) => figure.row === row)?.unit ?? '';
    if (is.length === 0) return [];
    const [old, latest] = [median(was), median(is)];
    return [{ row, unit, before: old, now: latest, cost: rates.has(unit) ? old / latest : latest / old }];
  });
}

const valuesOf = (figures: readonly Figure[], row: string): readonly number[] =>
  figures.filter((figure) => figure.row === row).map(({ value }) => value);

const median = (values: readonly number[]): number =>
  values.toSorted((a, b) => a - b)[Math.floor((values.length - 1) / 2)] ?? Number.NaN;
