import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { ImmichAsset } from '../contract/immich.ts';
import { countsOf, monthOf, searchFor, spanOf } from './month.ts';

test.each([
  ['2024-02', '2024-02-01T00:00:00.000Z', '2024-02-29T23:59:59.999Z'],
  ['2023-12', '2023-12-01T00:00:00.000Z', '2023-12-31T23:59:59.999Z'],
  ['0099-12', '0099-12-01T00:00:00.000Z', '0099-12-31T23:59:59.999Z'],
  ['-000043-03', '-000043-03-01T00:00:00.000Z', '-000043-03-31T23:59:59.999Z'],
  ['-000001-12', '-000001-12-01T00:00:00.000Z', '-000001-12-31T23:59:59.999Z'],
  ['9999-12', '9999-12-01T00:00:00.000Z', '9999-12-31T23:59:59.999Z'],
  ['+050470-01', '+050470-01-01T00:00:00.000Z', '+050470-01-31T23:59:59.999Z'],
])('%s is from %s to %s', (month, first, last) => {
  const span = spanOf(month);
  expect([new Date(span.first).toISOString(), new Date(span.last).toISOString()]).toEqual([first, last]);
});

test('whatever is in a month by some clock on earth is searched for', () => {
  fc.assert(
    fc.property(
      fc.date({ min: new Date('-200000-01-01'), max: new Date('+200000-01-01'), noInvalidDate: true }),
      fc.integer({ min: -14, max: 14 }),
      (local, hours) => {
        const { takenAfter, takenBefore } = searchFor(monthOf({ localDateTime: local.toISOString() } as ImmichAsset));
        const utc = local.getTime() - hours * 3_600_000;
        expect(utc).toBeGreaterThanOrEqual(takenAfter === undefined ? utc : Date.parse(takenAfter));
        expect(utc).toBeLessThanOrEqual(takenBefore === undefined ? utc : Date.parse(takenBefore));
        // Immich refuses a date of more digits, and its database one of the year 0.
        for (const bound of [takenAfter, takenBefore]) expect(bound ?? '0001-').toMatch(/^(?!0000)\d{4}-/);
      },
    ),
  );
});

test('months are taken from their first day; what is none is passed over', () => {
  const buckets = [
    { timeBucket: '2024-03-01', count: 2 },
    { timeBucket: '2024-02-01T00:00:00.000Z', count: 1 },
    { timeBucket: '0044-03-01 BC', count: 3 },
    { timeBucket: '-000044-03-01T00:00:00.000Z', count: 4 },
    { timeBucket: '0001-12-01 BC', count: 5 },
    { timeBucket: '50470-01-01', count: 6 },
    { timeBucket: '', count: 1 },
    { timeBucket: '2024-03-02', count: 1 },
  ];
  expect([...countsOf(buckets)]).toEqual([
    ['2024-03', 2],
    ['2024-02', 1],
    ['-000043-03', 3],
    ['-000044-03', 4],
    ['0000-12', 5],
    ['+050470-01', 6],
  ]);
});
