import { expect, it, vi } from 'vitest';
import { immichReadiness, libraryReadiness } from './readiness.ts';

it('a library is ready once it was read, and while refreshes succeed', async () => {
  let [isRead, lost]: [boolean, number | undefined] = [false, undefined];
  const readiness = libraryReadiness(() => isRead, { lostForMs: () => lost });
  expect(await readiness()).toBe('The albums have not been read yet.');
  isRead = true;
  expect(await readiness()).toBeUndefined();
  lost = 1_860_000;
  expect(await readiness()).toBe('Nothing could be read from Immich for 31m; see the log.');
});

it('many libraries are ready while Immich answers, which is asked at most every ten seconds', async () => {
  let now = 0;
  const ask = vi.fn(async () => {});
  const log = { warn: vi.fn(), info: vi.fn() };
  const readiness = immichReadiness({ ask, clock: { elapsed: () => now }, log });
  expect(await Promise.all([readiness(), readiness()])).toEqual([undefined, undefined]);
  now = 9_999;
  ask.mockRejectedValue(new Error('It is down.'));
  expect(await readiness()).toBeUndefined();
  expect(ask).toHaveBeenCalledTimes(1);
  for (now of [10_000, 20_000]) expect(await readiness()).toBe('Immich cannot be reached; see the log.');
  expect(log.warn).toHaveBeenCalledTimes(1);
  ask.mockResolvedValue();
  now = 30_000;
  expect(await readiness()).toBeUndefined();
  expect(log.info.mock.calls).toEqual([['Immich can be reached again.']]);
  expect(ask).toHaveBeenCalledTimes(4);
});
