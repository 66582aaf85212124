import { setTimeout as sleep } from 'node:timers/promises';
import { createPhotoLibrary, type FileResource, type ShowOptions } from '@immich-webdav/core';
import { library, photo, video } from '@immich-webdav/fake-immich';
import { describe, expect, onTestFinished, test, vi } from 'vitest';
import { bytesOf, RELEASES, rejection, start } from './start.ts';

/** Short waits, so that what is learnt in the background comes soon. */
const clock = {
  now: Date.now,
  elapsed: () => performance.now(),
  random: () => 0,
  sleep: (ms: number, signal?: AbortSignal) => sleep(Math.min(ms, 20), undefined, signal && { signal }).catch(() => {}),
};

const sized = (size: number, seed: number) => ({ content: { generated: size, seed }, modifiedAt: seed * 1000 });

async function show(version: (typeof RELEASES)[number], options: ShowOptions) {
  const [raw, jpeg] = [photo('b.dng', { preview: sized(3001, 4) }), photo('b.jpg')];
  const described = library()
    .album('A', [
      photo('a.heic', { preview: sized(2001, 1) }),
      photo('edited.png', { edited: sized(4001, 2) }),
      video('clip.avi', { transcoded: sized(5001, 3) }),
      photo('live.jpg', { livePhotoVideo: video('live.mov', { content: { generated: 6001 } }) }),
      raw,
      jpeg,
    ])
    .stack([jpeg, raw]);
  const started = await start({ version, library: described }, { hints: false });
  const photos = createPhotoLibrary({ source: started.source, clock, show: options });
  onTestFinished(() => photos.stop());
  await photos.refresh();
  photos.start();
  const { tree } = photos;
  const sizes = async () => {
    const folder = await tree.resolve(['A']);
    const members = folder?.kind === 'collection' ? await tree.members(folder) : [];
    return Object.fromEntries(members.map((member) => [member.name, member.kind === 'file' ? member.size : undefined]));
  };
  const read = async (name: string) => {
    const file = (await tree.resolve(['A', name])) as FileResource;
    return (await bytesOf((await tree.open(file)).body)).length;
  };
  return { ...started, sizes, read };
}

describe.each(RELEASES)('a library over Immich %s', (version) => {
  test('shows what every device shows, with true lengths', async () => {
    const { sizes, read, warnings } = await show(version, { renditions: ['compatible'] });
    const learnt = { 'a.jpg': 2001, 'clip.mp4': 5001 };
    await vi.waitFor(async () => expect(await sizes()).toMatchObject(learnt), { timeout: 5000 });
    for (const [name, size] of Object.entries(learnt)) expect(await read(name)).toBe(size);
    expect(warnings).toHaveLength(1);
  });

  test('shows live photos in two parts, and stacks as one', async () => {
    const { sizes, read } = await show(version, { livePhotos: 'pair', stacks: 'primary' });
    await vi.waitFor(async () => expect(await sizes()).toMatchObject({ 'live.mov': 6001 }), { timeout: 5000 });
    expect(await read('live.mov')).toBe(6001);
    expect(Object.keys(await sizes()).filter((name) => name.startsWith('b'))).toEqual(['b.jpg']);
  });

  test('a picture that was edited again is given out under its new length only', async () => {
    const { sizes, read, immich } = await show(version, { renditions: ['edited'] });
    await vi.waitFor(async () => expect(await sizes()).toMatchObject({ 'edited.jpg': 4001 }), { timeout: 5000 });
    immich.library.edit(immich.library.assetNamed('edited.png').id, sized(4003, 9));
    expect(await rejection(read('edited.jpg'))).toMatchObject({ code: 'unavailable', retryAfterMs: 1000 });
    expect(await sizes()).toMatchObject({ 'edited.jpg': 4003 });
    expect(await read('edited.jpg')).toBe(4003);
  });
});
