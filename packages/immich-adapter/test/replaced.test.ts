import { library, photo } from '@immich-webdav/fake-immich';
import { describe, expect, test } from 'vitest';
import { bytesOf, firstAsset, RELEASES, rejection, start, untilIdle } from './start.ts';

const SIZE = 200_000;
const content = (seed: number, size = SIZE) => ({ generated: size, seed });
const onePhoto = library().album('A', [photo('a.jpg', { content: content(1) })]);
const range = { first: 1000, last: 1999 };

describe.each(RELEASES)('a file that is replaced in Immich %s', (version) => {
  test.each([
    ['of the same length', content(2)],
    ['that is longer', content(2, SIZE + 1)],
    ['that is shorter than the range', content(2, 500)],
  ])('by one %s is told of, and not given out as the listed one', async (_, replacement) => {
    const { source, immich } = await start({ version, library: onePhoto });
    const listed = await firstAsset(source);
    await bytesOf((await source.open(listed, 'original')).body);
    immich.library.replaceContent(listed.id, replacement);
    for (const options of [{}, { range }, {}]) {
      expect(await rejection(source.open(listed, 'original', options))).toMatchObject({ code: 'conflict' });
    }
    const now = await firstAsset(source);
    expect((await bytesOf((await source.open(now, 'original')).body)).length).toBe(replacement.generated);
    await untilIdle(immich);
  });

  test('before it was ever asked for is told of by its time', async () => {
    const { source, immich } = await start({ version, library: onePhoto });
    const listed = await firstAsset(source);
    immich.library.replaceContent(listed.id, content(2));
    expect(await rejection(source.open(listed, 'original', { range }))).toMatchObject({ code: 'conflict' });
  });

  test('by itself, with another time, costs one request', async () => {
    const { source, immich } = await start({ version, library: onePhoto });
    const listed = await firstAsset(source);
    immich.library.replaceContent(listed.id, content(1), '2020-01-01T00:00:00.000Z');
    for (let round = 0; round < 3; round++) {
      expect((await bytesOf((await source.open(listed, 'original')).body)).length).toBe(SIZE);
    }
    expect(immich.requests.matching(new RegExp(`/assets/${listed.id}$`))).toHaveLength(1);
  });
});

describe('a length that is not the listed one', () => {
  test('is the right one when the checksum says so', async () => {
    const lie = photo('a.jpg', { content: content(1), exif: { fileSizeInByte: 7 } });
    const { source } = await start({ library: library().album('A', [lie]) });
    const opened = await source.open(await firstAsset(source), 'original');
    expect(opened.size).toBe(SIZE);
    expect((await bytesOf(opened.body)).length).toBe(SIZE);
  });

  test.each([-40, -(SIZE - 1), -SIZE])('never comes to a good end when it does not (%i bytes)', async (wrongLength) => {
    const { source, immich } = await start({ library: onePhoto });
    const asset = await firstAsset(source);
    immich.faults.add({ match: { path: /original$/ }, wrongLength });
    const reading = source.open(asset, 'original').then(({ body }) => bytesOf(body));
    expect(await rejection(reading)).toMatchObject({ code: 'bad-response' });
  });

  test('leaves no request open when nobody reads what would be checked', async () => {
    const { source, immich } = await start({ library: onePhoto });
    immich.throttle({ bytesPerSecond: 1000 });
    immich.faults.add({ match: { path: /original$/ }, wrongLength: -40 });
    const abort = new AbortController();
    await source.open(await firstAsset(source), 'original', { signal: abort.signal });
    abort.abort();
    await untilIdle(immich);
  });
});
