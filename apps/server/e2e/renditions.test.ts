import { createHash } from 'node:crypto';
import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it, vi } from 'vitest';
import { versions } from '../test/start-server.ts';
import { describeWith, newFolder, runProgram } from './program.ts';
import { inAddress } from './served-files.ts';
import { startViews } from './start-views.ts';
import { type WalkedFile, walk } from './walk.ts';

const everything = {
  RENDITIONS: 'original,compatible,preview,thumbnail,edited',
  SIDECARS: 'xmp',
  LIVE_PHOTOS: 'pair',
  STACKS: 'folder',
};

const rclone = (url: string, ...args: readonly string[]) =>
  runProgram('rclone', [...args, '--webdav-url', url, '--webdav-vendor', 'nextcloud', '--retries', '1', '-v']);

/** What rclone says it brought, such as `Albums/Trips/beach.jpg`. */
const brought = (stderr: string): readonly string[] =>
  [...stderr.matchAll(/INFO {2}: (.*): (?:Multi-thread )?Copied/g)].map(([, path = '']) => path);

const filesBelow = (folder: string): readonly string[] =>
  readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name).slice(folder.length + 1));

const digestOf = (bytes: Uint8Array): string => createHash('sha1').update(bytes).digest('hex');

/** Waits until every length is told. */
async function learnt(url: string): Promise<readonly WalkedFile[]> {
  let files: readonly WalkedFile[] = [];
  const look = async (): Promise<void> => {
    files = await walk(url);
    expect(files.filter(({ length }) => length === undefined)).toEqual([]);
  };
  await vi.waitFor(look, { timeout: 20_000, interval: 100 });
  return files;
}

/** Some files whose length the library's description tells. */
const lengths: Readonly<Record<string, number>> = {
  'Original/Albums/Trips/2024/Rome/IMG_0003.mov': 7000,
  'Compatible/Albums/Trips/2024/Rome/IMG_0003.jpg': 5003,
  'Compatible/Albums/Trips/2024/Rome/IMG_0003.mov': 7000,
  'Compatible/Albums/Trips/2024/Rome/IMG_0004/IMG_0004.jpg': 5004,
  'Compatible/Videos/2024/film.mp4': 6006,
  'Preview/People/Alice/IMG_0003.jpg': 1503,
  'Thumbnail/People/Alice/IMG_0003.webp': 303,
  'Edited/Timeline/2023/2023-05/edited.jpg': 2222,
};

describe.each(versions)('every view in every rendition over Immich %s', (version) => {
  describeWith(['rclone'], () => {
    it('is copied byte for byte, and nothing of it twice', async () => {
      const { url, immich } = await startViews({ version, environment: everything });
      const folder = newFolder();
      expect(await rclone(url, 'copy', ':webdav:', folder)).toMatchObject({ code: 0 });
      const files = await learnt(url);
      const copies = filesBelow(folder);
      expect(copies).toEqual(expect.arrayContaining(files.map(({ path }) => path)));
      for (const { path, length } of files) {
        const copy = readFileSync(join(folder, path));
        expect(copy.length, path).toBe(length);
        const served = await (await fetch(new URL(inAddress(path), url))).arrayBuffer();
        expect(copy.equals(new Uint8Array(served)), path).toBe(true);
      }
      for (const [path, length] of Object.entries(lengths))
        expect(statSync(join(folder, path)).size, path).toBe(length);
      for (const name of ['beach.jpg', 'frost.avif', 'clip.mp4', 'nas-2.png']) {
        const path = copies.find((copy) => copy.startsWith('Original/') && copy.endsWith(`/${name}`)) ?? '';
        const sha1 = immich.library.assetNamed(name).content.sha1().toString('hex');
        expect(digestOf(readFileSync(join(folder, path))), name).toBe(sha1);
      }
      const again = await rclone(url, 'copy', ':webdav:', folder);
      expect(again.code).toBe(0);
      expect(brought(again.stderr)).toEqual([]);
    });
  });
});

describeWith(['exiftool', 'rclone'], () => {
  it('reads a sidecar', async () => {
    const { url } = await startViews({ environment: { VIEWS: 'albums', SIDECARS: 'xmp' } });
    const folder = newFolder();
    expect(await rclone(url, 'copy', ':webdav:Trips', folder)).toMatchObject({ code: 0 });
    const { stdout } = await runProgram('exiftool', ['-j', '-n', '-struct', join(folder, 'beach.jpg.xmp')]);
    expect(JSON.parse(stdout.toString())).toMatchObject([
      {
        Rating: 5,
        Description: 'Sand, “sea” & <nobody>',
        PersonInImage: ['Alice'],
        TagsList: ['Trips/2024/Rome'],
        City: 'Rome',
        Country: 'Italy',
        GPSLatitude: expect.closeTo(41.89, 4),
        GPSLongitude: expect.closeTo(12.49, 4),
      },
    ]);
  });
});

describeWith(['rclone'], () => {
  it('copies a sidecar again that changed and is as long as before', async () => {
    const { url, immich, refresh } = await startViews({ environment: { VIEWS: 'albums', SIDECARS: 'xmp' } });
    const folder = newFolder();
    expect(await rclone(url, 'copy', ':webdav:Trips', folder)).toMatchObject({ code: 0 });
    immich.library.rate(immich.library.assetNamed('beach.jpg').id, 4);
    await refresh();
    const again = await rclone(url, 'copy', ':webdav:Trips', folder);
    expect(again.code).toBe(0);
    expect(brought(again.stderr)).toEqual(['beach.jpg.xmp']);
    expect(readFileSync(join(folder, 'beach.jpg.xmp'), 'utf8')).toContain('<xmp:Rating>4<');
  });
});
