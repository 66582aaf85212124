import { LibraryError } from '@immich-webdav/core';
import { expect, test } from 'vitest';
import { createQuietTime } from './quiet-time.ts';

const busy = (retryAfterMs?: number) =>
  new LibraryError('rate-limited', 'Wait a little.', retryAfterMs === undefined ? {} : { retryAfterMs });

/** What is thrown, if anything is. */
function refusal(work: () => void): unknown {
  try {
    return work();
  } catch (error) {
    return error;
  }
}

test('lasts as long as was asked for, and tells what is left', () => {
  let now = 1000;
  const quiet = createQuietTime(() => now);
  expect(refusal(() => quiet.respect())).toBeUndefined();
  quiet.heed(busy(7000));
  now += 3000;
  expect(refusal(() => quiet.respect())).toMatchObject({ code: 'rate-limited', retryAfterMs: 4000 });
  // A shorter wish does not take back a longer one.
  quiet.heed(busy(100));
  quiet.heed(busy());
  now += 3900;
  expect(refusal(() => quiet.respect())).toMatchObject({ retryAfterMs: 100 });
  now += 99;
  expect(refusal(() => quiet.respect())).toBeUndefined();
});

test('lasts five minutes at most', () => {
  let now = 0;
  const quiet = createQuietTime(() => now);
  quiet.heed(busy(365 * 86_400_000));
  expect(refusal(() => quiet.respect())).toMatchObject({ retryAfterMs: 300_000 });
  now = 300_000;
  expect(refusal(() => quiet.respect())).toBeUndefined();
});
