import { LibraryError } from '@immich-webdav/core';
import { beforeEach, expect, it, vi } from 'vitest';
import { createGuessLimiter, type GuessLimiter } from './guess-limiter.ts';

beforeEach(() => {
  vi.useFakeTimers();
  return () => void vi.useRealTimers();
});

/** Seconds to wait, or undefined where the attempt was allowed and failed. */
async function guess(limiter: GuessLimiter, key = 'a'): Promise<number | undefined> {
  try {
    await (await limiter.begin([key])).fail();
    return undefined;
  } catch (error) {
    if (!LibraryError.is(error) || error.code !== 'rate-limited') throw error;
    return (error.retryAfterMs ?? Number.NaN) / 1000;
  }
}

async function guesses(limiter: GuessLimiter, count: number, key = 'a'): Promise<(number | undefined)[]> {
  const results: (number | undefined)[] = [];
  for (let index = 0; index < count; index++) results.push(await guess(limiter, key));
  return results;
}

it('locks out after five failures in a minute, and each failure after that for twice as long, up to five minutes', async () => {
  const limiter = createGuessLimiter();
  expect(await guesses(limiter, 6)).toEqual([undefined, undefined, undefined, undefined, undefined, 1]);
  const waits: (number | undefined)[] = [];
  for (let wait = 1; waits.length < 11; wait = waits.at(-1) ?? Number.NaN) {
    vi.advanceTimersByTime(wait * 1000 - 1);
    expect(await guess(limiter)).toBeCloseTo(0.001);
    vi.advanceTimersByTime(1);
    expect(await guess(limiter)).toBeUndefined();
    waits.push(await guess(limiter));
  }
  expect(waits).toEqual([2, 4, 8, 16, 32, 64, 128, 256, 300, 300, 300]);
});

it('does not add up failures over more than a minute', async () => {
  const limiter = createGuessLimiter();
  for (let minute = 0; minute < 10; minute++) {
    expect(await guesses(limiter, 4)).toEqual([undefined, undefined, undefined, undefined]);
    vi.advanceTimersByTime(60_000);
  }
});

it('begins with a second again after an hour without failures', async () => {
  const limiter = createGuessLimiter();
  await guesses(limiter, 5);
  vi.advanceTimersByTime(1000);
  expect(await guesses(limiter, 2)).toEqual([undefined, 2]);
  vi.advanceTimersByTime(3_600_000);
  expect((await guesses(limiter, 6)).at(-1)).toBe(1);
});

it('counts each key for itself', async () => {
  const limiter = createGuessLimiter();
  expect((await guesses(limiter, 6, 'a')).at(-1)).toBe(1);
  expect(await guesses(limiter, 5, 'b')).toEqual(Array(5).fill(undefined));
});

it('allows no more attempts at once than in a row', async () => {
  const limiter = createGuessLimiter();
  const begun = await Promise.allSettled(Array.from({ length: 50 }, () => limiter.begin(['a'])));
  const allowed = begun.filter((result) => result.status === 'fulfilled').map(({ value }) => value);
  expect(allowed).toHaveLength(5);
  expect(allowed.map(({ failures }) => failures)).toEqual([0, 1, 2, 3, 4]);
  const lockOuts = [];
  for (const attempt of allowed) lockOuts.push(await attempt.fail());
  expect(lockOuts).toEqual([1, 0, 0, 0, 0]);
  vi.advanceTimersByTime(1000);
  const after = await Promise.allSettled(Array.from({ length: 50 }, () => limiter.begin(['a'])));
  expect(after.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
});

it('does not count what was taken back, and ends no lock-out by it', async () => {
  const limiter = createGuessLimiter();
  for (let index = 0; index < 20; index++) await (await limiter.begin(['a'])).takeBack();
  const late = await limiter.begin(['a']);
  await guesses(limiter, 4);
  expect(await guess(limiter)).toBe(1);
  await late.takeBack();
  expect(await guess(limiter)).toBe(1);
});

it('locks out by each of several keys, and takes all of them back', async () => {
  const limiter = createGuessLimiter();
  for (let index = 0; index < 5; index++) await (await limiter.begin([`address ${index}`, 'name'])).fail();
  await expect(limiter.begin(['address 9', 'name'])).rejects.toMatchObject({ code: 'rate-limited' });
  // The refused attempt does not count for its address.
  for (let index = 0; index < 5; index++) expect(await guess(limiter, 'address 9')).toBeUndefined();
  const attempt = await limiter.begin(['a', 'b']);
  await attempt.takeBack();
  for (const key of ['a', 'b']) expect((await guesses(limiter, 6, key)).at(-1)).toBe(1);
});
