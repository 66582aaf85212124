import fc from 'fast-check';
import { expect, it } from 'vitest';
import { createManualClock } from '../../test/manual-clock.ts';
import { eachInSlices, sortInSlices } from './slices.ts';

const clock = createManualClock();

it('sorts like toSorted, equal items in their order', async () => {
  const items = fc.array(fc.tuple(fc.nat(50), fc.nat()), { maxLength: 5000, size: 'max' });
  const compare = (a: [number, number], b: [number, number]) => a[0] - b[0];
  await fc.assert(
    fc.asyncProperty(items, async (all) => {
      expect(await sortInSlices(all, compare, clock)).toEqual(all.toSorted(compare));
    }),
    { numRuns: 30 },
  );
});

it('gives others a turn after each thousand', async () => {
  let turns = 0;
  const sleep = async () => {
    turns++;
  };
  const seen: number[] = [];
  const items = Array.from({ length: 2500 }, (_, index) => index);
  await eachInSlices(items, (item) => seen.push(item), { sleep });
  expect(seen).toEqual(items);
  expect(turns).toBe(2);
});
