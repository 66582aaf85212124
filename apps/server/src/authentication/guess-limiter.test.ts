import { LibraryError } from '@immich-webdav/core';
import fc from 'fast-check';
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

/** The rules of one key, written down once more. Times in milliseconds. */
function createModel() {
  let [lockOuts, lastLockOut, lockedUntil, windowEnd, failures] = [0, 0, 0, 0, 0];
  /** Seconds to wait; undefined = allowed. */
  return (now: number, isRight: boolean): number | undefined => {
    if (now < lockedUntil) return (lockedUntil - now) / 1000;
    if (now >= lastLockOut + 3_600_000) lockOuts = 0;
    if (isRight) return undefined;
    if (lockOuts === 0) {
      if (now >= windowEnd) [failures, windowEnd] = [0, now + 60_000];
      failures++;
      if (failures < 5) return undefined;
    }
    lockedUntil = now + Math.min(2 ** lockOuts, 300) * 1000;
    [lockOuts, lastLockOut, failures, windowEnd] = [lockOuts + 1, now, 0, 0];
    return undefined;
  };
}

const attempts = fc.array(
  fc.record({
    key: fc.constantFrom('a', 'a', 'b'),
    isRight: fc.boolean(),
    passes: fc.oneof(
      fc.integer({ min: 0, max: 3000 }),
      fc.integer({ min: 0, max: 90_000 }),
      fc.constantFrom(3_599_000, 3_600_000, 4_000_000),
    ),
  }),
  { maxLength: 60 },
);

it('follows its rules over any history of right and wrong log-ins under two keys', async () => {
  await fc.assert(
    fc.asyncProperty(attempts, async (history) => {
      const limiter = createGuessLimiter();
      const models = { a: createModel(), b: createModel() };
      for (const { key, isRight, passes } of history) {
        vi.advanceTimersByTime(passes);
        const expected = models[key as 'a' | 'b'](Date.now(), isRight);
        const found = isRight ? await right(limiter, key) : await guess(limiter, key);
        if (expected === undefined) expect(found).toBeUndefined();
        else expect(found).toBeCloseTo(expected, 2);
      }
    }),
    { numRuns: 200 },
  );
});

/** As `guess`, with right credentials. */
const right = (limiter: GuessLimiter, key: string): Promise<number | undefined> =>
  limiter.begin([key]).then(
    async (attempt) => {
      await attempt.takeBack();
      return undefined;
    },
    (error: unknown) => (LibraryError.is(error) ? (error.retryAfterMs ?? Number.NaN) / 1000 : Number.NaN),
  );
