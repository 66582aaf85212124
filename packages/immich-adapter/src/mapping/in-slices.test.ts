import { expect, test } from 'vitest';
import { inSlices } from './in-slices.ts';

test.each([0, 1, 499, 500, 501, 1800])('gives %i records once and in order, none of the parts empty', async (count) => {
  const records = Array.from({ length: count }, (_, index) => index);
  const slices: (readonly number[])[] = [];
  for await (const slice of inSlices(records)) slices.push(slice);
  expect(slices.flat()).toEqual(records);
  expect(slices.every(({ length }) => length > 0 && length <= 500)).toBe(true);
});

test('lets waiting work in between two parts', async () => {
  const order: string[] = [];
  for await (const _ of inSlices(Array.from({ length: 1001 }))) {
    order.push('part');
    setImmediate(() => order.push('work'));
  }
  expect(order).toEqual(['part', 'work', 'part', 'work', 'part']);
});
