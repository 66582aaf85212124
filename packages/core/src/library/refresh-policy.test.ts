import { expect, it } from 'vitest';
import { nextRefresh } from './refresh-policy.ts';

const minute = 60_000;

it.each([
  ['the interval after a success', 60 * minute, 0, 0, 60 * minute],
  ['a minute after a failure', 60 * minute, 1, 0, minute],
  ['twice as long after two', 60 * minute, 2, 0, 2 * minute],
  ['never longer than the interval', 60 * minute, 99, 0, 60 * minute],
  ['a short interval after its first failure', 5000, 1, 0, 5000],
  ['at most five minutes with a short interval', 5000, 99, 0, 5 * minute],
  ['as long as a slow refresh took', 5000, 0, 9000, 9000],
])('waits %s', (_what, intervalMs, failures, durationMs, expected) => {
  expect(nextRefresh({ intervalMs }, { failures, durationMs })).toBe(expected);
});
