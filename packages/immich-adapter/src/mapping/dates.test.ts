import { expect, test } from 'vitest';
import { firstDate } from './dates.ts';

test.each([
  ['2024-09-21T01:20:30.120Z', Date.UTC(2024, 8, 21, 1, 20, 30, 120)],
  ['2024-09-21T01:20:30.12+00:00', Date.UTC(2024, 8, 21, 1, 20, 30, 120)],
  ['2024-09-21T01:20:30+00:00', Date.UTC(2024, 8, 21, 1, 20, 30)],
  ['2024-09-21T03:20:30+02:00', Date.UTC(2024, 8, 21, 1, 20, 30)],
  ['1839-01-01T00:00:00.000Z', Date.UTC(1839, 0, 1)],
  ['+050470-01-06T00:00:00.000Z', Date.UTC(50_470, 0, 6)],
  ['50470-01-06T00:00:00+00:00', Date.UTC(50_470, 0, 6)],
  ['-000043-03-15T00:00:00.000Z', Date.UTC(-43, 2, 15)],
  ['0044-03-15T00:00:00+00:00 BC', Date.UTC(-43, 2, 15)],
])('%s', (text, time) => {
  expect(firstDate(text)).toBe(time);
});

test('what cannot be read is passed over', () => {
  expect(firstDate(undefined, '', '-000001', 'yesterday', '2024-13-45T00:00:00Z', '1970-01-01T00:00:01Z')).toBe(1000);
  expect(firstDate('', undefined)).toBe(0);
});
