import { expect, it } from 'vitest';
import { asset } from '../../test/library.ts';
import { monthsOf } from './months-of.ts';

const at = (date: string) => ({ capturedAt: Date.parse(`${date}T12:00:00Z`) });
const [a, b, c] = [
  asset('a.jpg', 'a', at('2024-03-01')),
  asset('b.jpg', 'b', at('2024-03-31')),
  asset('c.jpg', 'c', at('2023-12-09')),
];
const revisionsOf = (...assets: Parameters<typeof monthsOf>[0]) => monthsOf(assets).map(({ group }) => group.revision);

it('groups assets by the month in which they were taken', () => {
  const months = monthsOf([a, b, c]);
  expect(months.map(({ group, assets }) => [group.id, group.assetCount, assets])).toEqual([
    ['2024-03', 2, [a, b]],
    ['2023-12', 1, [c]],
  ]);
  expect(months[0]?.group).toMatchObject({ kind: 'month', name: '2024-03', createdAt: a.capturedAt });
});

it('uses the wall-clock time where the asset was taken', () => {
  expect(monthsOf([{ ...c, capturedLocally: Date.parse('2024-01-01T00:30:00Z') }])[0]?.group.id).toBe('2024-01');
});

it('gives another revision for a changed asset, and the same one for another order', () => {
  expect(revisionsOf(b, a)).toEqual(revisionsOf(a, b));
  expect(revisionsOf(a, { ...b, isFavorite: true })).not.toEqual(revisionsOf(a, b));
  expect(revisionsOf(a, { ...b, fileName: 'z.jpg' })).not.toEqual(revisionsOf(a, b));
  expect(revisionsOf(a)).not.toEqual(revisionsOf(a, b));
});
