import { expect, it } from 'vitest';
import { systemClock } from './platform.ts';

it('wakes at once when the signal aborts', async () => {
  const controller = new AbortController();
  const sleeping = systemClock.sleep(3_600_000, controller.signal);
  controller.abort();
  await expect(sleeping).resolves.toBeUndefined();
  await expect(systemClock.sleep(3_600_000, controller.signal)).resolves.toBeUndefined();
  await expect(systemClock.sleep(0, controller.signal)).resolves.toBeUndefined();
});

it.each([2 ** 31, 2 ** 40, Number.POSITIVE_INFINITY])('does not wake at once from a sleep of %d ms', async (ms) => {
  const controller = new AbortController();
  let isAwake = false;
  const sleeping = systemClock.sleep(ms, controller.signal).then(() => {
    isAwake = true;
  });
  // Behind what a timer that overflowed would have been.
  await systemClock.sleep(20);
  expect(isAwake).toBe(false);
  controller.abort();
  await sleeping;
});

it('lets waiting work go first when told to sleep for 0', async () => {
  const order: string[] = [];
  setImmediate(() => order.push('work'));
  await systemClock.sleep(0);
  order.push('sleeper');
  expect(order).toEqual(['work', 'sleeper']);
});
