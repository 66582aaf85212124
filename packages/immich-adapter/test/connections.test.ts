import { library, photo } from '@immich-webdav/fake-immich';
import { expect, test } from 'vitest';
import { bytesOf, firstAsset, start } from './start.ts';

test('there are no more connections to Immich than allowed, and what exceeds them waits', async () => {
  const onePhoto = library().album('A', [photo('a.jpg', { content: Buffer.from('picture') })]);
  const { source, immich } = await start({ library: onePhoto }, { connections: 3 });
  const asset = await firstAsset(source);
  immich.faults.add({ match: { path: /original$/ }, delayMs: 50 });
  let most = 0;
  const opened = Array.from({ length: 12 }, async () => {
    const { body } = await source.open(asset, 'original');
    most = Math.max(most, immich.openRequests);
    return (await bytesOf(body)).length;
  });
  const lengths = await Promise.all(opened);
  expect(new Set(lengths)).toEqual(new Set([asset.size]));
  expect(most).toBeGreaterThan(0);
  expect(most).toBeLessThanOrEqual(3);
});
