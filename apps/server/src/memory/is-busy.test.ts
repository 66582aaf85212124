import { setTimeout as sleep } from 'node:timers/promises';
import { expect, test } from 'vitest';
import { isBusy } from './is-busy.ts';

test('tells whether there is work', async () => {
  const watching = isBusy(200);
  for (let turn = 0; turn < 20; turn++) {
    const end = performance.now() + 10;
    while (performance.now() < end);
    await sleep(0);
  }
  expect(await watching).toBe(true);
  await sleep(100);
  await expect.poll(() => isBusy(100)).toBe(false);
});
