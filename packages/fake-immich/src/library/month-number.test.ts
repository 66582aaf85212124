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
