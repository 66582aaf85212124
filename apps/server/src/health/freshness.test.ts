import { LibraryError } from '@immich-webdav/core';
import { expect, it } from 'vitest';
import { createLogger } from '../logging/logger.ts';
import { createFreshness, type Freshness, watchFreshness } from './freshness.ts';

const MINUTE = 60_000;
const progress = { groups: 1, groupsTotal: 2, assets: 0, assetsTotal: 0, durationMs: 0 };

function atStart() {
  let now = 5 * MINUTE;
  const clock = { elapsed: () => now };
  const freshness = createFreshness(clock, 10 * MINUTE);
  const pass = (ms: number): void => {
    now += ms;
  };
  return { freshness, observer: freshness.observing({}), pass };
}

it('is lost when nothing was read for long, and back with the first refresh that is not a failure', () => {
  const { freshness, observer, pass } = atStart();
  pass(10 * MINUTE);
  expect(freshness.lostForMs()).toBeUndefined();
  observer.refreshEnded?.('failed');
  pass(1);
  expect(freshness.lostForMs()).toBe(10 * MINUTE + 1);
  observer.refreshEnded?.('partial');
  expect(freshness.lostForMs()).toBeUndefined();
});

it('is not lost while a long refresh goes on', () => {
  const { freshness, observer, pass } = atStart();
  for (let read = 0; read < 5; read++) {
    pass(9 * MINUTE);
    observer.progressed?.(progress);
  }
  expect(freshness.lostForMs()).toBeUndefined();
});

it('tells the observer below of everything', () => {
  const told: unknown[] = [];
  const { freshness } = atStart();
  const observer = freshness.observing({
    progressed: (state) => told.push(state),
    refreshEnded: (result) => told.push(result),
    storeFailed: (error) => told.push(error.code),
  });
  observer.progressed?.(progress);
  observer.refreshEnded?.('failed');
  observer.storeFailed?.(new LibraryError('unavailable', 'The disk is full.'));
  expect(told).toEqual([progress, 'failed', 'unavailable']);
});

it('the log tells once that it is lost, and once that it is back', async () => {
  const lines: { readonly level: number; readonly msg: string }[] = [];
  const log = createLogger({ level: 'debug', secrets: [], output: { write: (line) => lines.push(JSON.parse(line)) } });
  const states = [undefined, 11 * MINUTE, 12 * MINUTE, undefined, undefined, 11 * MINUTE];
  const ending = new AbortController();
  const freshness: Freshness = { lostForMs: () => states.shift(), observing: (observer) => observer };
  const clock = {
    now: () => 0,
    elapsed: () => 0,
    random: () => 0,
    sleep: async () => {
      if (states.length === 0) ending.abort();
    },
  };
  await watchFreshness({ freshness, clock, log }, ending.signal);
  const lost = expect.stringContaining('Nothing could be read from Immich for 11m');
  expect(lines.map(({ level, msg }) => [level, msg])).toEqual([
    [50, lost],
    [30, 'Immich is read again.'],
    [50, lost],
  ]);
});
