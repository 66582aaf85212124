import type { Asset, Rendition } from '@immich-webdav/core';
import { library, photo, video } from '@immich-webdav/fake-immich';
import { describe, expect, test } from 'vitest';
import { assetsOf, bytesOf, groupNamed, known, RELEASES, rejection, type Started, start, untilIdle } from './start.ts';

const HOUR = 3_600_000;
const sized = (size: number, seed: number) => ({ content: { generated: size, seed }, modifiedAt: seed * HOUR });

/** An asset of each sort, with what Immich has made of it; each in a size of its own. */
const everything = () =>
  library().album('A', [
    photo('web.jpg', { content: { generated: 90_001 }, edited: sized(70_003, 1), preview: sized(30_005, 2) }),
    photo('raw.heic', { preview: sized(30_007, 3), thumbnail: sized(5_009, 4), fullsize: sized(80_011, 5) }),
    photo('bare.heic', { preview: sized(30_013, 6), thumbnail: sized(5_015, 7) }),
    photo('new.heic', { preview: null, thumbnail: null }),
    photo('web.avif', { content: { generated: 90_025 }, preview: sized(30_027, 9) }),
    video('clip.mov', { content: { generated: 90_017 }, transcoded: sized(60_019, 8) }),
    video('plain.mp4', { content: { generated: 90_021 } }),
    photo('live.jpg', { livePhotoVideo: video('live.mov', { content: { generated: 40_023 } }) }),
  ]);

async function assetNamed({ source }: Started, name: string): Promise<Asset> {
  const assets = await assetsOf(source, await groupNamed(source, 'A'));
  return known(assets.find(({ fileName }) => fileName === name));
}

async function startWith(version: (typeof RELEASES)[number], name: string) {
  const started = await start({ version, library: everything() });
  const asset = await assetNamed(started, name);
  started.immich.requests.reset();
  return { ...started, asset };
}

/** Each rendition that there is, its bytes, its type, and the requests that its head takes. */
const PRESENT: readonly (readonly [string, Rendition, number, string, number])[] = [
  ['web.jpg', 'edited', 70_003, 'image/jpeg', 1],
  ['web.jpg', 'fullsize', 90_001, 'image/jpeg', 2],
  ['web.jpg', 'preview', 30_005, 'image/jpeg', 1],
  ['raw.heic', 'fullsize', 80_011, 'image/jpeg', 1],
  ['raw.heic', 'thumbnail', 5_009, 'image/webp', 1],
  ['bare.heic', 'fullsize', 30_013, 'image/jpeg', 2],
  ['web.avif', 'fullsize', 30_027, 'image/jpeg', 2],
  ['clip.mov', 'playback', 60_019, 'video/mp4', 1],
  ['plain.mp4', 'playback', 90_021, 'video/mp4', 1],
  ['live.jpg', 'motion', 40_023, 'video/quicktime', 1],
  ['web.jpg', 'original', 90_001, 'image/jpeg', 1],
];

describe.each(RELEASES)('renditions of Immich %s', (version) => {
  test.each(PRESENT)('%s as %s: head and bytes agree', async (name, rendition, size, mediaType, requests) => {
    const { source, immich, asset } = await startWith(version, name);
    const metadata = await source.renditions.describe(asset, rendition);
    expect(metadata).toEqual({ size, mediaType, tag: expect.stringMatching(/^".+"$/) });
    expect(immich.requests.entries.map(({ method }) => method)).toEqual(Array(requests).fill('HEAD'));
    const content = await source.open(asset, rendition, { metadata });
    expect(content).toMatchObject({ size, ...(rendition !== 'original' && { mediaType, tag: metadata.tag }) });
    const bytes = await bytesOf(content.body);
    expect(bytes).toHaveLength(size);
    expect(immich.requests.entries).toHaveLength(requests * 2);

    const range = { first: 100, last: size + 99 };
    const part = await source.open(asset, rendition, { range, metadata });
    expect(part).toMatchObject({ size, range: { first: 100, last: size - 1 } });
    expect((await bytesOf(part.body)).equals(bytes.subarray(100))).toBe(true);
    const past = source.open(asset, rendition, { range: { first: size, last: size }, metadata });
    expect(await rejection(past)).toMatchObject({ code: 'range-not-satisfiable', size });
    await untilIdle(immich);
  });

  test('an original has no tag and no type of its own', async () => {
    const { source, asset } = await startWith(version, 'web.jpg');
    const content = await source.open(asset, 'original');
    expect(Object.keys(content).toSorted()).toEqual(['body', 'size']);
    await bytesOf(content.body);
  });

  test.each([
    ['raw.heic', 'edited', 0],
    ['raw.heic', 'motion', 0],
    ['raw.heic', 'playback', 0],
    ['new.heic', 'preview', 2],
    ['new.heic', 'thumbnail', 2],
    ['new.heic', 'fullsize', 4],
  ] as const)('%s as %s is not-found in a sentence', async (name, rendition, requests) => {
    const { source, immich, asset, warnings } = await startWith(version, name);
    const expected = { name: 'LibraryError', code: 'not-found', message: expect.stringMatching(/^[A-Z].* .*\.$/) };
    expect(await rejection(source.renditions.describe(asset, rendition))).toMatchObject(expected);
    expect(immich.requests.entries).toHaveLength(requests);
    expect(await rejection(source.open(asset, rendition))).toMatchObject(expected);
    expect(await rejection(source.open(asset, rendition, { range: { first: 0, last: 9 } }))).toMatchObject(expected);
    expect(warnings).toEqual([]);
    await untilIdle(immich);
  });

  test('previews in place of full sizes are told of once, with what to do', async () => {
    const started = await startWith(version, 'bare.heic');
    const { source, asset, warnings } = started;
    for (let again = 0; again < 3; again++) await source.renditions.describe(asset, 'fullsize');
    await bytesOf((await source.open(asset, 'fullsize')).body);
    expect(warnings).toEqual([expect.stringContaining('Administration > Settings > Image > Full-size')]);
  });

  test('full sizes, originals that browsers show and videos are no reason to tell', async () => {
    const started = await startWith(version, 'raw.heic');
    for (const name of ['raw.heic', 'web.jpg', 'web.avif', 'plain.mp4']) {
      await started.source.renditions.describe(await assetNamed(started, name), 'fullsize');
    }
    expect(started.warnings).toEqual([]);
  });

  test('another edit has another tag, which comes with the bytes', async () => {
    const started = await startWith(version, 'web.jpg');
    const { source, asset, immich } = started;
    const before = await source.renditions.describe(asset, 'edited');
    immich.library.edit(asset.id, { ...sized(70_003, 99), content: { generated: 70_003, seed: 99 } });
    const after = await source.renditions.describe(asset, 'edited');
    expect(after.size).toBe(before.size);
    expect(after.tag).not.toBe(before.tag);
    const content = await source.open(asset, 'edited', { metadata: before });
    expect(content).toMatchObject({ tag: after.tag });
    expect(await bytesOf(content.body)).toHaveLength(70_003);
  });

  test('a range that no longer fits what is known gets to see what there is', async () => {
    const { source, asset, immich } = await startWith(version, 'web.jpg');
    const metadata = await source.renditions.describe(asset, 'edited');
    immich.library.edit(asset.id, sized(50, 100));
    const range = { first: 60_000, last: 60_009 };
    const content = await source.open(asset, 'edited', { metadata, range });
    expect(content).toMatchObject({ size: 50, tag: (await source.renditions.describe(asset, 'edited')).tag });
    expect(content.range).toBeUndefined();
    expect(await bytesOf(content.body)).toHaveLength(50);
    await untilIdle(immich);
  });

  test('a rendition is never read from a mounted library', async () => {
    const libraryPathMap = [{ from: '/', to: '/' }];
    const started = await start({ version, library: everything() }, { libraryPathMap });
    const asset = { ...(await assetNamed(started, 'web.jpg')), originalPath: import.meta.filename, size: 30_005 };
    await bytesOf((await started.source.open(asset, 'preview')).body);
    expect(started.immich.requests.matching(/thumbnail$/)).toHaveLength(1);
  });

  test('a picture that looks different has another look; without thumbnails there is none', async () => {
    const thumbhash = 'JqcBBYBanHyPd4h1WWRXaXCVWAu0';
    const two = [photo('a.jpg', { thumbhash }), photo('b.jpg', { thumbhash: `${thumbhash.slice(0, -1)}1` })];
    const shown = library().album('A', [...two, photo('c.jpg', { thumbhash: null })]);
    const started = await start({ version, library: shown });
    const looks = await Promise.all(
      ['a.jpg', 'b.jpg', 'c.jpg'].map(async (name) => (await assetNamed(started, name)).look),
    );
    expect(looks).toEqual([expect.any(Number), expect.any(Number), undefined]);
    expect(looks[0]).not.toBe(looks[1]);
  });
});
