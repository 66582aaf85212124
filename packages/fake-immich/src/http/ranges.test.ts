import { expect, test } from 'vitest';
import { parseRange } from './ranges.ts';

test.each([
  ['bytes=0-99', { start: 0, end: 100 }],
  ['bytes=100-199', { start: 100, end: 200 }],
  ['bytes=999-', { start: 999, end: 1000 }],
  ['bytes=-50', { start: 950, end: 1000 }],
  ['bytes=0-9999', { start: 0, end: 1000 }],
  ['bytes= 5 - 9 ', { start: 5, end: 10 }],
  ['bytes=0-9,10-19', { start: 0, end: 20 }],
  ['bytes=5-9,0-6', { start: 0, end: 10 }],
  ['bytes=0-9,2000-', { start: 0, end: 10 }],
  ['', 'whole'],
  ['bytes=0-9,20-29', 'whole'],
  ['items=0-1', 'whole'],
  ['bytes=abc', 'whole'],
  ['bytes=-', 'whole'],
  ['bytes=1-x', 'whole'],
  ['bytes=1000-', 'unsatisfiable'],
  ['bytes=9-5', 'unsatisfiable'],
  ['bytes=-1001', 'unsatisfiable'],
  ['bytes=-0', 'unsatisfiable'],
])('%j of 1000 bytes is %j', (header, expected) => {
  expect(parseRange(header, 1000)).toEqual(expected);
});

test('nothing of an empty file can be had', () => {
  expect(parseRange('bytes=0-', 0)).toBe('unsatisfiable');
});
