import { readdir, readFile } from 'node:fs/promises';
import { describe, expect, it } from 'vitest';
import { clips } from '../draw/clips.ts';
import { pictures } from '../draw/pictures.ts';
import { demoLibrary } from './demo-library.ts';
import { mediaPath } from './media-path.ts';

const { albums, assets, users } = demoLibrary;
const byMedia = (left: string, right: string): number => (left < right ? -1 : 1);
const namesIn = (album: string): string[] => {
  const members = albums.find(({ id }) => id === album)?.members ?? [];
  return members.map((member) => assets.find(({ id }) => id === member)?.fileName ?? '');
};

/** The bytes that each kind of file begins with: their place and value. */
const magic = {
  'image/jpeg': [0, 'ffd8ff'],
  'image/png': [0, '89504e470d0a1a0a'],
  'video/mp4': [4, '66747970'],
} as const;

describe('the demo library', () => {
  it('has 60 pictures, 2 videos and 6 albums', () => {
    expect(assets.filter(({ type }) => type === 'IMAGE')).toHaveLength(60);
    expect(assets.filter(({ type }) => type === 'VIDEO')).toHaveLength(2);
    expect(albums).toHaveLength(6);
  });

  it('describes exactly the files in its media folder', async () => {
    const files = await readdir(mediaPath(''));
    expect(files.toSorted(byMedia)).toEqual(assets.map(({ media }) => media).toSorted(byMedia));
  });

  it('describes exactly what is drawn', () => {
    const drawn = [...pictures, ...clips].map(({ media }) => media);
    expect(drawn.toSorted(byMedia)).toEqual(assets.map(({ media }) => media).toSorted(byMedia));
  });

  it('stays below 6 MB, videos below 400 kB each', async () => {
    const sizes = await Promise.all(assets.map(async ({ media }) => (await readFile(mediaPath(media))).length));
    expect(sizes.reduce((sum, size) => sum + size, 0)).toBeLessThan(6_000_000);
    for (const [index, { type }] of assets.entries())
      expect(sizes[index]).toBeLessThan(type === 'VIDEO' ? 400_000 : 200_000);
  });

  it('has unique ids', () => {
    expect(new Set(assets.map(({ id }) => id)).size).toBe(62);
    expect(new Set(albums.map(({ id }) => id)).size).toBe(6);
  });

  it('puts every asset into an album, and six of them into two', () => {
    const members = albums.flatMap((album) => album.members);
    expect(new Set(members)).toEqual(new Set(assets.map(({ id }) => id)));
    expect(members).toHaveLength(62 + 6);
  });

  it('has one album that Ada shares with the user', () => {
    expect(users.map(({ name }) => name)).toEqual(['Demo', 'Ada']);
    const shared = albums.filter(({ owner, sharedWith }) => owner === 'ada' && sharedWith.includes('me'));
    expect(shared.map(({ name }) => name)).toEqual(['  Grandma’s 80th. ']);
  });

  it('has the names that are hard to show as files', () => {
    const names = assets.map(({ fileName }) => fileName);
    expect(namesIn('riviera').filter((name) => name.toLowerCase() === 'img_0001.jpg')).toHaveLength(3);
    expect(names.some((name) => Buffer.byteLength(name) > 255)).toBe(true);
    expect(names.some((name) => name !== name.normalize('NFC'))).toBe(true);
    expect(names.some((name) => name.startsWith('.'))).toBe(true);
    for (const part of ['/', '\\', '\t', '\n', '%', '#', '?', '&', '"', '<', '|', '*', ':']) {
      expect(
        names.some((name) => name.includes(part)),
        `a name with ${JSON.stringify(part)}`,
      ).toBe(true);
    }
  });
});

describe.each(assets)('$media', ({ media, mimeType, width, height, capturedAt, localDateTime }) => {
  it('is of the type that the library says, with its time and camera', async () => {
    const bytes = await readFile(mediaPath(media));
    const [start, expected] = magic[mimeType];
    expect(bytes.subarray(start, start + expected.length / 2).toString('hex')).toBe(expected);
    if (mimeType === 'video/mp4') expect(bytes.indexOf('moov')).toBeLessThan(bytes.indexOf('mdat'));
    else {
      expect(bytes.includes('Immich WebDAV Demo')).toBe(true);
      expect(bytes.includes(localDateTime.slice(0, 19).replaceAll('-', ':').replace('T', ' '))).toBe(true);
    }
  });

  it('has a shape and times that make sense', () => {
    expect(Math.max(width / height, height / width)).toBeCloseTo(mimeType === 'video/mp4' ? 16 / 9 : 1.5, 2);
    const hours = (Date.parse(localDateTime) - Date.parse(capturedAt)) / 3_600_000;
    expect(Math.abs(hours)).toBeLessThanOrEqual(14);
  });
});
