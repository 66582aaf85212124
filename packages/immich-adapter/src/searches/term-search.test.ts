import { expect, test } from 'vitest';
import { anAsset } from '../../test/an-asset.ts';
import { countFilterOf, filterOf, fits } from './term-search.ts';

const noon = Date.UTC(2024, 2, 1, 12);

test('dates are asked for with a margin, sizes are not asked for', () => {
  expect(filterOf({ city: 'Rome', takenFrom: noon, takenBefore: noon, sizeAbove: 1, sizeBelow: 9 })).toEqual({
    city: 'Rome',
    takenAfter: '2024-02-29T10:00:00.000Z',
    takenBefore: '2024-03-02T14:00:00.000Z',
  });
});

test('names and paths are not counted by', () => {
  expect(countFilterOf({ type: 'VIDEO', originalFileName: 'a', originalPath: 'b' })).toEqual({ type: 'VIDEO' });
});

test.each([
  [{ takenFrom: noon }, true],
  [{ takenFrom: noon + 1 }, false],
  [{ takenBefore: noon }, false],
  [{ takenBefore: noon + 1 }, true],
  [{ sizeAbove: 99 }, true],
  [{ sizeAbove: 100 }, false],
  [{ sizeBelow: 100 }, false],
  [{ sizeBelow: 101 }, true],
])('%j of 100 bytes at noon: %s', (terms, expected) => {
  const record = anAsset({ localDateTime: '2024-03-01T12:00:00.000Z', exifInfo: { fileSizeInByte: 100 } });
  expect(fits(terms, record)).toBe(expected);
});

test('what has no known size is neither larger nor smaller', () => {
  const record = anAsset({ exifInfo: {} });
  expect([fits({}, record), fits({ sizeAbove: 1 }, record), fits({ sizeBelow: 1 }, record)]).toEqual([
    true,
    false,
    false,
  ]);
});
