import { expect, test } from 'vitest';
import { createDownloadSlots, defaultDownloadLimits } from './download-slots.ts';

const never = new AbortController().signal;

test('a download that is aborted while it waits leaves its slot to the next', async () => {
  const slots = createDownloadSlots({ ...defaultDownloadLimits, downloads: 1 });
  const first = Promise.withResolvers<void>();
  const done: string[] = [];
  const running = slots('me', never, () => first.promise);
  const gone = new AbortController();
  const left = slots('me', gone.signal, async () => void done.push('left'));
  const next = slots('me', never, async () => void done.push('next'));
  gone.abort();
  await expect(left).rejects.toThrow();
  first.resolve();
  await running;
  await next;
  expect(done).toEqual(['next']);
});

test('a failed download releases its slot', async () => {
  const slots = createDownloadSlots({ downloads: 1, downloadsPerUser: 1, downloadWaitMs: 10_000 });
  await expect(slots('me', never, () => Promise.reject(new Error('broken')))).rejects.toThrow('broken');
  await slots('me', never, async () => {});
});
