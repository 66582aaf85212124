import { expect, it } from 'vitest';
import { nextRefresh } from './refresh-policy.ts';

const minute = 60_000;
/** By the clock of wherever this runs. */
const noon = new Date(2026, 5, 15, 12).getTime();

it.each([
  ['the interval after a success', 60 * minute, 0, 0, 60 * minute],
  ['a minute after a failure', 60 * minute, 1, 0, minute],
  ['twice as long after two', 60 * minute, 2, 0, 2 * minute],
  ['never longer than the interval', 60 * minute, 99, 0, 60 * minute],
  ['a short interval after its first failure', 5000, 1, 0, 5000],
  ['at most five minutes with a short interval', 5000, 99, 0, 5 * minute],
  ['as long as a slow refresh took', 5000, 0, 9000, 9000],
])('waits %s', (_what, intervalMs, failures, durationMs, expected) => {
  const policy = { intervalMs, changesDaily: false };
  expect(nextRefresh(policy, { failures, durationMs, beganAt: noon }, noon)).toBe(expected);
});

it.each([
  ['when the day ends', 60 * minute, 0, noon + 11.75 * 60 * minute, 0, 15 * minute],
  ['the interval where that ends first', 60 * minute, 0, noon, 0, 60 * minute],
  ['when the day ends, also after failures', 600 * minute, 99, noon + 11 * 60 * minute, 0, 60 * minute],
  ['nothing where the day ended meanwhile', 60 * minute, 0, noon + 12 * 60 * minute, 2, 0],
])('waits, where folders depend on the day, until %s', (_what, intervalMs, failures, now, durationMs, expected) => {
  const policy = { intervalMs, changesDaily: true };
  expect(nextRefresh(policy, { failures, durationMs, beganAt: now - durationMs }, now)).toBe(expected);
});
