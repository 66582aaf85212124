import { expect, test } from 'vitest';
import { databaseDate, dayOf, durationText, isoDate } from './dates.ts';

test.each([
  0,
  1,
  999,
  86_399_999,
  86_400_000,
  -1,
  Date.UTC(-43, 2, 15),
  Date.UTC(50_470, 0, 6),
  Date.UTC(2024, 1, 29, 23, 59, 59, 120),
  Date.UTC(1969, 6, 20),
])('%d is rendered as the runtime does', (time) => {
  expect(isoDate(time)).toBe(new Date(time).toISOString());
  expect(dayOf(time)).toBe(`${new Date(time).toISOString().slice(0, -14)}T00:00:00.000Z`);
});

test('the database leaves zeros out', () => {
  expect(databaseDate(Date.UTC(2024, 8, 21, 1, 20, 30, 120))).toBe('2024-09-21T01:20:30.12+00:00');
  expect(databaseDate(Date.UTC(2024, 8, 21, 1, 20, 30))).toBe('2024-09-21T01:20:30+00:00');
  expect(databaseDate(Date.UTC(2024, 8, 21, 1, 20, 30, 5))).toBe('2024-09-21T01:20:30.005+00:00');
});

test('the database has no signs before years, and no year 0', () => {
  expect(databaseDate(Date.UTC(50_470, 0, 6))).toBe('50470-01-06T00:00:00+00:00');
  expect(databaseDate(Date.UTC(-43, 2, 15))).toBe('0044-03-15T00:00:00+00:00 BC');
  expect(databaseDate(Date.parse('0000-03-15T00:00Z'))).toBe('0001-03-15T00:00:00+00:00 BC');
});

test.each([
  [null, '0:00:00.00000'],
  [20_000, '00:00:20.000'],
  [3_723_004, '01:02:03.004'],
  [360_000_000, '100:00:00.000'],
])('a duration of %j is %s', (milliseconds, expected) => {
  expect(durationText(milliseconds)).toBe(expected);
});
