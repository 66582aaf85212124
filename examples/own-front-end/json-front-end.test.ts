import { createMemorySource, createPhotoLibrary } from '@immich-webdav/core';
import { expect, it } from 'vitest';
import { createJsonFrontEnd } from './json-front-end.ts';

const content = Buffer.from('a picture');
const asset = { id: '1', fileName: 'a b.jpg', type: 'image', mediaType: 'image/jpeg', revision: '1' } as const;
const times = { capturedAt: 0, modifiedAt: 0, uploadedAt: 0 };

it('lists collections and serves files', async () => {
  const source = createMemorySource([
    { id: 'trips', name: 'Trips', createdAt: 0, assets: [{ ...asset, ...times, size: content.length, content }] },
  ]);
  const clock = { now: Date.now, elapsed: Date.now, random: Math.random, sleep: async () => {} };
  const { tree } = createPhotoLibrary({ source, clock });
  const frontEnd = createJsonFrontEnd(0);
  const { url } = await frontEnd.start(async () => ({ principal: { id: 'me', name: 'Me' }, tree }));
  try {
    expect(await (await fetch(url)).json()).toEqual(['Trips']);
    expect(await (await fetch(`${url}Trips`)).json()).toEqual(['a b.jpg']);
    expect(await (await fetch(`${url}Trips/a%20b.jpg`)).text()).toBe('a picture');
    expect((await fetch(`${url}nope`)).status).toBe(404);
  } finally {
    await frontEnd.stop();
  }
});
