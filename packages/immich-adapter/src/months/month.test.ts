import fc from 'fast-check';
import { expect, test } from 'vitest';
import { countsOf, searchFor, spanOf } from './month.ts';

test.each([
  ['2024-02', '2024-02-01T00:00:00.000Z', '2024-02-29T23:59:59.999Z'],
  ['2023-12', '2023-12-01T00:00:00.000Z', '2023-12-31T23:59:59.999Z'],
  ['0099-12', '0099-12-01T00:00:00.000Z', '0099-12-31T23:59:59.999Z'],
])('%s is from %s to %s', (month, first, last) => {
  const span = spanOf(month);
  expect([new Date(span.first).toISOString(), new Date(span.last).toISOString()]).toEqual([first, last]);
});

test('whatever is in a month by some clock on earth is searched for', () => {
  fc.assert(
    fc.property(
      fc.date({ min: new Date('1900-01-01'), max: new Date('2200-01-01'), noInvalidDate: true }),
      fc.integer({ min: -14, max: 14 }),
      (local, hours) => {
        const { takenAfter, takenBefore } = searchFor(local.toISOString().slice(0, 7));
        const utc = new Date(local.getTime() - hours * 3_600_000).toISOString();
        expect(String(takenAfter) <= utc && utc <= String(takenBefore)).toBe(true);
      },
    ),
  );
});

test('months are taken from their first day; what is none is passed over', () => {
  const buckets = [
    { timeBucket: '2024-03-01', count: 2 },
    { timeBucket: '2024-02-01T00:00:00.000Z', count: 1 },
    { timeBucket: '0044-03-01 BC', count: 1 },
    { timeBucket: '', count: 1 },
  ];
  expect([...countsOf(buckets)]).toEqual([
    ['2024-03', 2],
    ['2024-02', 1],
  ]);
});
