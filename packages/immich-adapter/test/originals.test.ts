import { library, photo } from '@immich-webdav/fake-immich';
import { describe, expect, test } from 'vitest';
import { bytesOf, firstAsset, RELEASES, rejection, start, untilIdle } from './start.ts';

const SIZE = 300_000;
const withPhoto = (size = SIZE) => library().album('A', [photo('a.jpg', { content: { generated: size } })]);

describe.each(RELEASES)('originals of Immich %s', (version) => {
  test('a whole file, its size known before it is read', async () => {
    const { source, immich } = await start({ version, library: withPhoto() });
    const asset = await firstAsset(source);
    const content = await source.open(asset, 'original');
    expect(content.size).toBe(SIZE);
    expect(content.range).toBeUndefined();
    expect((await bytesOf(content.body)).length).toBe(SIZE);
    await untilIdle(immich);
    expect(immich.requests.matching(/original$/)[0]?.state).toBe('finished');
  });

  test.each([
    { first: 0, last: 0 },
    { first: 10, last: 99_999 },
    { first: SIZE - 1, last: SIZE - 1 },
    { first: SIZE - 10, last: SIZE + 1000 },
  ])('bytes $first to $last', async (range) => {
    const { source } = await start({ version, library: withPhoto() });
    const asset = await firstAsset(source);
    const whole = await bytesOf((await source.open(asset, 'original')).body);
    const content = await source.open(asset, 'original', { range });
    const last = Math.min(range.last, SIZE - 1);
    expect(content).toMatchObject({ size: SIZE, range: { first: range.first, last } });
    expect((await bytesOf(content.body)).equals(whole.subarray(range.first, last + 1))).toBe(true);
  });

  test('a range past the end tells the true length, an asset that is gone is not-found', async () => {
    const { source, immich } = await start({ version, library: withPhoto() });
    const asset = await firstAsset(source);
    const range = { first: SIZE, last: SIZE };
    const listedTooLong = { ...asset, size: SIZE + 1000 };
    for (const one of [asset, listedTooLong]) {
      const error = await rejection(source.open(one, 'original', { range }));
      expect(error).toMatchObject({ code: 'range-not-satisfiable', size: SIZE });
    }
    immich.library.loseFile(asset.id);
    await expect(source.open(asset, 'original')).rejects.toMatchObject({ code: 'not-found' });
    await expect(source.open(asset, 'original', { range })).rejects.toMatchObject({ code: 'not-found' });
    await untilIdle(immich);
  });

  test('200 aborted downloads leave no request open', async () => {
    const { source, immich } = await start({ version, library: withPhoto(20_000_000) });
    const asset = await firstAsset(source);
    immich.throttle({ bytesPerSecond: 1_000_000 });
    for (let batch = 0; batch < 10; batch++) {
      const leaving = Array.from({ length: 20 }, async (_, index) => {
        const abort = new AbortController();
        const opening = source.open(asset, 'original', { signal: abort.signal });
        if (index % 2 === 0) abort.abort();
        const content = await opening.catch((error: unknown) => error);
        abort.abort();
        if (index % 2 === 0) return expect(content).toMatchObject({ name: 'LibraryError' });
        return expect(bytesOf((content as { body: AsyncIterable<Uint8Array> }).body)).rejects.toMatchObject({
          name: 'LibraryError',
        });
      });
      await Promise.all(leaving);
    }
    await untilIdle(immich);
    expect(immich.openRequests).toBe(0);
  });

  test('a reader that leaves ends the request', async () => {
    const { source, immich } = await start({ version, library: withPhoto(20_000_000) });
    const { body } = await source.open(await firstAsset(source), 'original');
    for await (const chunk of body) {
      expect(chunk.byteLength).toBeGreaterThan(0);
      break;
    }
    await untilIdle(immich);
    expect(immich.requests.matching(/original$/)[0]).toMatchObject({ state: 'aborted' });
  });

  test('a reader that does not read stops the sender', async () => {
    const { source, immich } = await start({ version, library: withPhoto(100_000_000) });
    const abort = new AbortController();
    await source.open(await firstAsset(source), 'original', { signal: abort.signal });
    const sent = () => immich.requests.matching(/original$/)[0]?.bytesSent ?? 0;
    let before = -1;
    // Until the buffers between are full and nothing moves any more.
    while (before !== sent()) {
      before = sent();
      await new Promise((resolve) => setTimeout(resolve, 100));
    }
    expect(before).toBeLessThan(50_000_000);
    abort.abort();
    await untilIdle(immich);
  });

  test.each([
    ['cut after some bytes', { truncateAfter: 1000 }],
    ['cut after the head', { dropConnection: 'after-headers' }],
    ['shorter than announced', { wrongLength: 500 }],
  ] as const)('a body that is %s rejects', async (_, fault) => {
    const { source, immich } = await start({ version, library: withPhoto() });
    const asset = await firstAsset(source);
    immich.faults.add({ match: { path: /original$/ }, ...fault });
    const reading = source.open(asset, 'original').then(({ body }) => bytesOf(body));
    expect(await rejection(reading)).toMatchObject({ name: 'LibraryError' });
  });

  test('a range that comes too short is refused', async () => {
    const { source, immich } = await start({ version, library: withPhoto() });
    const asset = await firstAsset(source);
    immich.faults.add({ match: { path: /original$/ }, wrongLength: -10 });
    const opening = source.open(asset, 'original', { range: { first: 0, last: 99 } });
    await expect(opening).rejects.toMatchObject({ code: 'bad-response' });
  });

  test('a server that ignores a range is read up to its end, no further', async () => {
    const { source, immich } = await start({ version, library: withPhoto() });
    const { sha1: _, ...asset } = await firstAsset(source);
    immich.faults.add({
      match: { path: /original$/ },
      body: '0123456789'.repeat(10),
      headers: { 'Content-Type': 'image/jpeg' },
    });
    const content = await source.open(asset, 'original', { range: { first: 12, last: 15 } });
    expect(content).toMatchObject({ size: 100, range: { first: 12, last: 15 } });
    expect((await bytesOf(content.body)).toString()).toBe('2345');
    const past = await rejection(source.open(asset, 'original', { range: { first: 100, last: 100 } }));
    expect(past).toMatchObject({ code: 'range-not-satisfiable', size: 100 });
    // A part of the wrong length could not be held against a checksum.
    const range = { first: 12, last: 15 };
    const listed = await rejection(source.open(await firstAsset(source), 'original', { range }));
    expect(listed).toMatchObject({ code: 'bad-response' });
  });

  test('connections that died while idle are not noticed, even if all of them did', async () => {
    const { source, immich } = await start({ version, library: withPhoto() });
    const asset = await firstAsset(source);
    await Promise.all([1, 2, 3].map(async () => bytesOf((await source.open(asset, 'original')).body)));
    immich.faults.add({ match: { onReusedConnection: true }, dropConnection: 'before-headers' });
    const bodies = await Promise.all([1, 2, 3].map(async () => bytesOf((await source.open(asset, 'original')).body)));
    expect(bodies.map((bytes) => bytes.length)).toEqual([SIZE, SIZE, SIZE]);
    expect(await source.listGroups('album')).toHaveLength(1);
  });

  test('a connection that always breaks is tried twice, then unavailable', async () => {
    const { source, immich } = await start({ version, library: withPhoto() });
    const asset = await firstAsset(source);
    immich.requests.reset();
    immich.faults.add({ dropConnection: 'before-headers' });
    await expect(source.open(asset, 'original')).rejects.toMatchObject({ code: 'unavailable' });
    expect(immich.requests.matching(/original$/).length).toBe(2);
  });
});
