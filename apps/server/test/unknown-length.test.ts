import { library, video } from '@immich-webdav/fake-immich';
import { describe, expect, it } from 'vitest';
import { ask, startFaulty, trueBytes } from './faults/start-faulty.ts';
import { versions } from './start-server.ts';

const SIZE = 200_000;

/** Immich has not read the file yet, so that its listing has no length. */
const unread = library().album('Trip', [
  video('clip.mp4', { content: { generated: SIZE, seed: 1 }, exif: { fileSizeInByte: null } }),
]);

describe.each(versions)('a file whose length Immich %s does not list', (version) => {
  it.each([
    ['bytes=5-6', 5, 6],
    ['bytes=150000-', 150_000, SIZE - 1],
    ['bytes=199990-999999', 199_990, SIZE - 1],
    ['bytes=-500', SIZE - 500, SIZE - 1],
  ])('is answered 206 when first asked for %s', async (range, first, last) => {
    const { url, immich } = await startFaulty({ version, library: unread });
    expect((await ask(url, 'Trip/clip.mp4', { method: 'HEAD' })).headers.get('content-length')).toBeNull();
    const { status, headers, body } = await ask(url, 'Trip/clip.mp4', { headers: { range } });
    expect([status, headers.get('content-range')]).toEqual([206, `bytes ${first}-${last}/${SIZE}`]);
    expect(body.equals((await trueBytes(immich, 'clip.mp4')).subarray(first, last + 1))).toBe(true);
    // The part told the length.
    expect((await ask(url, 'Trip/clip.mp4', { method: 'HEAD' })).headers.get('content-length')).toBe(`${SIZE}`);
  });

  it('is answered 416 with the length past its end', async () => {
    const { url } = await startFaulty({ version, library: unread });
    const { status, headers } = await ask(url, 'Trip/clip.mp4', { headers: { range: `bytes=${SIZE}-` } });
    expect([status, headers.get('content-range')]).toEqual([416, `bytes */${SIZE}`]);
  });
});
