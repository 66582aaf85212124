import { expect, test } from 'vitest';
import { anAsset } from '../../test/an-asset.ts';
import { createStamps, restoreStamps, revisionOf } from './stamps.ts';

const item = (updatedAt: number) => anAsset({ updatedAt: new Date(updatedAt).toISOString() });

test('a month has the time of its last change, and until then that of the start', () => {
  const stamps = createStamps(1000);
  stamps.mark(item(5000));
  expect([stamps.of('2024-03'), stamps.of('2024-04')]).toEqual([5000, 1000]);
});

test('a change that shows late gives another stamp as well', () => {
  const stamps = createStamps(1000);
  stamps.mark(item(5000));
  stamps.mark(item(4000));
  expect(stamps.of('2024-03')).toBe(5001);
});

test('they are taken from revisions again, and begin with the newest', () => {
  const group = (id: string, revision: string) =>
    ({ kind: 'month', id, name: id, revision, createdAt: 0, modifiedAt: 0 }) as const;
  const stamps = restoreStamps([
    group('2024-03', revisionOf(7, 5000)),
    group('2024-04', revisionOf(1, 2000)),
    group('2024-05', 'x'),
  ]);
  expect(stamps && [stamps.start, stamps.of('2024-03'), stamps.of('2024-04'), stamps.of('2024-05')]).toEqual([
    5000, 5000, 2000, 5000,
  ]);
  expect([stamps?.covers(item(5000)), stamps?.covers(item(5001))]).toEqual([true, false]);
  expect(restoreStamps([group('2024-03', 'other')])).toBeUndefined();
});

test('all get another one at once', () => {
  const stamps = createStamps(1000);
  stamps.mark(item(5000));
  stamps.markAll(9000);
  expect([stamps.of('2024-03'), stamps.of('2024-04')]).toEqual([9000, 9000]);
});
