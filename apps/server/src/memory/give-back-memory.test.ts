import { setTimeout as sleep } from 'node:timers/promises';
import { expect, test } from 'vitest';
import { giveBackMemory } from './give-back-memory.ts';

const MB = 1024 * 1024;
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

test('a collection that fails is lived with', async () => {
  let held = 0;
  let tries = 0;
  const collect = (): Promise<void> => {
    tries += 1;
    return Promise.reject(new Error('No inspector.'));
  };
  const observer = giveBackMemory({}, { heldBytes: () => held, collect, calmMs: 0 });
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
  const observer = giveBackMemory({}, { heldBytes: () => held, calmMs: 0 });
  held = 100 * MB;
  observer.refreshed?.(report);
  await expect.poll(() => isCollected).toBe(true);
});
