import { setTimeout as sleep } from 'node:timers/promises';
import { expect, test } from 'vitest';
import { giveBackMemory } from './give-back-memory.ts';

const MB = 1024 * 1024;
const idle = async (): Promise<boolean> => false;
const report = { groups: 1, changed: 0, failed: 0, assets: 1, durationMs: 1 };

test('garbage is collected after a refresh that took much memory, and not again before it grew as much', async () => {
  let held = 20 * MB;
  let collections = 0;
  let reports = 0;
  const observer = giveBackMemory(
    { refreshed: () => void reports++ },
    {
      heldBytes: () => held,
      calmMs: 0,
      busy: idle,
      async collect() {
        collections += 1;
        held = 60 * MB;
      },
    },
  );
  const refreshAt = async (megabytes: number): Promise<number> => {
    held = megabytes * MB;
    observer.refreshed?.(report);
    await sleep(5);
    return collections;
  };
  expect(await refreshAt(51)).toBe(0);
  expect(await refreshAt(200)).toBe(1);
  expect(await refreshAt(91)).toBe(1);
  expect(await refreshAt(92)).toBe(2);
  expect(reports).toBe(4);
});

test('nobody who is served has to wait for it', async () => {
  const answers = [true, true, false];
  let collections = 0;
  let held = 0;
  const collect = async (): Promise<void> => {
    expect(answers).toEqual([]);
    collections += 1;
  };
  const observer = giveBackMemory(
    {},
    { heldBytes: () => held, collect, calmMs: 0, busy: async () => !!answers.shift() },
  );
  held = 100 * MB;
  observer.refreshed?.(report);
  await sleep(5);
  expect(collections).toBe(1);
});

test('another refresh begins the wait anew', async () => {
  const watches: (() => void)[] = [];
  let collections = 0;
  let held = 0;
  const collect = async (): Promise<void> => void collections++;
  const busy = (): Promise<boolean> => new Promise((resolve) => watches.push(() => resolve(false)));
  const observer = giveBackMemory({}, { heldBytes: () => held, collect, calmMs: 0, busy });
  held = 100 * MB;
  for (const count of [1, 2]) {
    observer.refreshed?.(report);
    await expect.poll(() => watches.length).toBe(count);
  }
  watches[0]?.();
  await sleep(5);
  expect(collections).toBe(0);
  watches[1]?.();
  await expect.poll(() => collections).toBe(1);
});

test('a collection that fails is lived with', async () => {
  let held = 0;
  let tries = 0;
  const collect = (): Promise<void> => {
    tries += 1;
    return Promise.reject(new Error('No inspector.'));
  };
  const observer = giveBackMemory({}, { heldBytes: () => held, collect, calmMs: 0, busy: idle });
  held = 100 * MB;
  observer.refreshed?.(report);
  await sleep(5);
  expect(tries).toBe(1);
});

test('this process can be collected', async () => {
  let isCollected = false;
  const registry = new FinalizationRegistry<undefined>(() => {
    isCollected = true;
  });
  registry.register({}, undefined);
  let held = 0;
  const observer = giveBackMemory({}, { heldBytes: () => held, calmMs: 0, busy: idle });
  held = 100 * MB;
  observer.refreshed?.(report);
  await expect.poll(() => isCollected).toBe(true);
});
