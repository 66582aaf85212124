import { expect, test } from 'vitest';
import { defaultDownloadLimits } from './download-limits.ts';
import { createDownloadTurns } from './download-turns.ts';

const never = new AbortController().signal;

test('a download that is given up while it waits leaves its place to the next', async () => {
  const turns = createDownloadTurns({ ...defaultDownloadLimits, downloads: 1 });
  const first = Promise.withResolvers<void>();
  const done: string[] = [];
  const running = turns('me', never, () => first.promise);
  const gone = new AbortController();
  const left = turns('me', gone.signal, async () => void done.push('left'));
  const next = turns('me', never, async () => void done.push('next'));
  gone.abort();
  await expect(left).rejects.toThrow();
  first.resolve();
  await running;
  await next;
  expect(done).toEqual(['next']);
});

test('one that fails leaves its place as well', async () => {
  const turns = createDownloadTurns({ downloads: 1, downloadsPerUser: 1, downloadWaitMs: 10_000 });
  await expect(turns('me', never, () => Promise.reject(new Error('broken')))).rejects.toThrow('broken');
  await turns('me', never, async () => {});
});
