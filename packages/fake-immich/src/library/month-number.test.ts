import { expect, test } from 'vitest';
import { monthName, monthNumber } from './month-number.ts';

test('every day of 150 years is in the month that the runtime says', () => {
  for (let time = Date.UTC(1925, 0, 1, 23); time < Date.UTC(2075, 0, 1); time += 86_400_000) {
    const expected = `${new Date(time).toISOString().slice(0, 7)}-01`;
    if (monthName(monthNumber(time)) !== expected) expect(monthName(monthNumber(time))).toBe(expected);
  }
  expect(monthName(monthNumber(-1))).toBe('1969-12-01');
  expect(monthName(monthNumber(Date.UTC(2024, 1, 29)))).toBe('2024-02-01');
});

test.each([
  ['0001-01-01T00:00:00Z', '0001-01-01'],
  ['0000-12-31T00:00:00Z', '0001-12-01 BC'],
  ['-000043-03-15T00:00:00Z', '0044-03-01 BC'],
  ['+010000-01-01T00:00:00Z', '10000-01-01'],
  ['+050470-01-06T00:00:00Z', '50470-01-01'],
])('the month of %s is written as the database does', (time, name) => {
  expect(monthName(monthNumber(Date.parse(time)))).toBe(name);
});
