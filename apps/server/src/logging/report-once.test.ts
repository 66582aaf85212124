import { expect, it } from 'vitest';
import { createReportOnce } from './report-once.ts';

it('reports each key once until it is reset', () => {
  const troubles = createReportOnce<string>();
  expect(['a', 'a', 'b', 'a'].map((key) => troubles.isNew(key))).toEqual([true, false, true, false]);
  expect([troubles.reset(), troubles.reset()]).toEqual([true, false]);
  expect(troubles.isNew('a')).toBe(true);
});

it('reports a key again after the quiet time since its last report', () => {
  let now = 0;
  const reports = createReportOnce<string>({ quietMs: 10, elapsed: () => now });
  const at = (time: number): boolean => {
    now = time;
    return reports.isNew('a');
  };
  expect([0, 9, 10, 19, 20].map(at)).toEqual([true, false, true, false, true]);
});
