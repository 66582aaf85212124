import { expect, it } from 'vitest';
import { compare } from './compare.ts';
import { parseTable } from './run-bench.ts';

const table = `| row | ours | against | theirs | ratio | target | reached |
|---|---:|---|---:|---:|---|---|
| listing: unchanged | 2.5 ms | nginx | 12.3 ms | 0.20 | at most 0.8 x | yes |
| GET 20 KB | 1200 requests/s | bare proxy | 1500 requests/s | 0.80 | at least 0.8 x | yes |
| store | 75 MB |  |  |  |  |  |`;

it('reads our figures from the table of a benchmark', () => {
  expect(parseTable(table)).toEqual([
    { row: 'listing: unchanged (beside nginx)', value: 2.5, unit: 'ms' },
    { row: 'GET 20 KB (beside bare proxy)', value: 1200, unit: 'requests/s' },
    { row: 'store', value: 75, unit: 'MB' },
  ]);
});

it('compares medians, and says how much worse a row is whatever its unit', () => {
  const figures = (row: string, unit: string, ...values: number[]) => values.map((value) => ({ row, unit, value }));
  const before = [...figures('time', 'ms', 10, 30, 20), ...figures('rate', 'MB/s', 100), ...figures('old', 'ms', 1)];
  const now = [...figures('time', 'ms', 30), ...figures('rate', 'MB/s', 50), ...figures('new', 'ms', 1)];
  expect(compare(before, now)).toEqual([
    { row: 'time', unit: 'ms', before: 20, now: 30, cost: 1.5 },
    { row: 'rate', unit: 'MB/s', before: 100, now: 50, cost: 2 },
  ]);
});
