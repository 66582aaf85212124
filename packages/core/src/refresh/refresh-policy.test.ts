import { expect, it } from 'vitest';
import type { RefreshResult } from '../ports/library-observer.ts';
import { nextRefresh } from './refresh-policy.ts';

const minute = 60_000;
/** By the clock of wherever this runs. */
const noon = new Date(2026, 5, 15, 12).getTime();

const resultOf = (failures: number): RefreshResult => (failures === 0 ? 'complete' : 'failed');

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
  const last = { result: resultOf(failures), failures, durationMs, beganAt: noon };
  expect(nextRefresh(policy, last, noon)).toBe(expected);
});

it.each([
  ['a minute after a few groups failed', 60 * minute, 1, minute],
  ['never longer than the interval for them', 5000, 99, 5000],
])('waits %s', (_what, intervalMs, failures, expected) => {
  const policy = { intervalMs, changesDaily: false };
  expect(nextRefresh(policy, { result: 'partial', failures, durationMs: 0, beganAt: noon }, noon)).toBe(expected);
});

it.each([
  ['when the day ends', 60 * minute, 0, noon + 11.75 * 60 * minute, 0, 15 * minute],
  ['the interval where that ends first', 60 * minute, 0, noon, 0, 60 * minute],
  ['when the day ends, also after failures', 600 * minute, 99, noon + 11 * 60 * minute, 0, 60 * minute],
  ['nothing where the day ended meanwhile', 60 * minute, 0, noon + 12 * 60 * minute, 2, 0],
])('waits, where folders depend on the day, until %s', (_what, intervalMs, failures, now, durationMs, expected) => {
  const policy = { intervalMs, changesDaily: true };
  const last = { result: resultOf(failures), failures, durationMs, beganAt: now - durationMs };
  expect(nextRefresh(policy, last, now)).toBe(expected);
});
