import { describe, expect, it } from 'vitest';
import { createKeyedMutex, createSlots, inParallel, singleFlight } from './concurrency.ts';

const gate = () => Promise.withResolvers<void>();

describe('a single flight', () => {
  it('runs once for calls at the same time, and again after it ended or failed', async () => {
    let runs = 0;
    const run = singleFlight(async () => {
      runs += 1;
      if (runs === 2) throw new Error('second');
      return runs;
    });
    expect(await Promise.all([run(), run()])).toEqual([1, 1]);
    await expect(run()).rejects.toThrow('second');
    expect(await run()).toBe(3);
  });
});

describe('a keyed mutex', () => {
  it('runs jobs of one key in order, also after a failure, and jobs of other keys meanwhile', async () => {
    const mutex = createKeyedMutex<string>();
    const { promise, resolve } = gate();
    const log: string[] = [];
    const first = mutex.run('a', async () => {
      await promise;
      log.push('first');
      throw new Error('failed');
    });
    const second = mutex.run('a', async () => `${log.push('second')}`);
    expect(await mutex.run('b', async () => `${log.push('other')}`)).toBe('1');
    resolve();
    await expect(first).rejects.toThrow('failed');
    expect(await second).toBe('3');
    expect(log).toEqual(['other', 'first', 'second']);
  });

  it('shares the newest job of the same label only', async () => {
    const mutex = createKeyedMutex<number>();
    let runs = 0;
    const job = async () => ++runs;
    const results = [
      mutex.share('a', '1', job),
      mutex.share('a', '1', job),
      mutex.share('a', '2', job),
      mutex.run('a', job),
      mutex.share('a', '2', job),
    ];
    expect(await Promise.all(results)).toEqual([1, 1, 2, 3, 4]);
    expect(await mutex.share('a', '2', job)).toBe(5);
  });
});

it('inParallel runs every item, never more than the width at once', async () => {
  let [running, most] = [0, 0];
  const done: number[] = [];
  await inParallel([1, 2, 3, 4, 5], 2, async (item) => {
    running += 1;
    most = Math.max(most, running);
    await Promise.resolve();
    running -= 1;
    done.push(item);
  });
  expect(most).toBe(2);
  expect(new Set(done)).toEqual(new Set([1, 2, 3, 4, 5]));
});

it('slots are taken in order, no more at once than there are, and freed once', async () => {
  const slots = createSlots(2);
  const log: string[] = [];
  const enter = async (name: string) => {
    const leave = await slots.take();
    log.push(name);
    return leave;
  };
  const [first, second] = [await enter('first'), await enter('second')];
  const [third, fourth] = [enter('third'), enter('fourth')];
  await Promise.resolve();
  expect(log).toEqual(['first', 'second']);
  first();
  first();
  (await third)();
  second();
  (await fourth)();
  expect(log).toEqual(['first', 'second', 'third', 'fourth']);
  expect(await Promise.all([enter('fifth'), enter('sixth')])).toHaveLength(2);
});

it('who waits for a slot leaves with an abort, and takes none from the others', async () => {
  const slots = createSlots(1);
  const leave = await slots.take();
  const stop = new AbortController();
  const aborted = slots.take(stop.signal);
  const next = slots.take();
  stop.abort();
  (await aborted)();
  (await slots.take(AbortSignal.abort()))();
  leave();
  (await next)();
  expect(await slots.take()).toBeTypeOf('function');
});
