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

/** Waits until the length of all is known but for what the library has not. */
async function learnt(url: string, isThere: (file: WalkedFile) => boolean): Promise<readonly WalkedFile[]> {
  let files: readonly WalkedFile[] = [];
  await vi.waitFor(
    async () => {
      files = (await walk(url)).filter(isThere);
      expect(files.filter(({ length }) => length === undefined)).toEqual([]);
    },
    { timeout: 20_000, interval: 100 },
  );
  return files;
}

/** Where the expected bytes of a few files are told by the library's description. */
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
    it('is copied once, byte for byte', async () => {
      const { url, immich } = await startViews({ version, environment: everything });
      const folder = newFolder();
      const first = await rclone(url, 'copy', ':webdav:', folder);
      console.log('first', first.code, brought(first.stderr).length, first.stderr.split('\n').filter((l) => /ERROR|NOTICE/.test(l)).slice(0, 12));
      const files = await learnt(url, () => true);
      const again = await rclone(url, 'copy', ':webdav:', folder);
      console.log('again', again.code, brought(again.stderr), again.stderr.slice(-1500));
      expect(filesBelow(folder).toSorted()).toEqual(files.map(({ path }) => path).toSorted());
      for (const { path, length } of files) {
        const copied = readFileSync(join(folder, path));
        expect(copied.length, path).toBe(length);
        const served = new Uint8Array(await (await fetch(new URL(inAddress(path), url))).arrayBuffer());
        expect(digestOf(copied), path).toBe(digestOf(served));
      }
      for (const [path, length] of Object.entries(lengths)) expect(statSync(join(folder, path)).size, path).toBe(length);
      const originals = new Set(
        ['beach.jpg', 'frost.avif', 'clip.mp4', 'nas-2.png'].map((name) => {
          const { content } = immich.library.assetNamed(name);
          return `${name} ${content.sha1().toString('hex')}`;
        }),
      );
      const copies = filesBelow(join(folder, 'Original')).map(
        (path) => `${path.split('/').at(-1)} ${digestOf(readFileSync(join(folder, 'Original', path)))}`,
      );
      expect([...originals].filter((original) => !copies.includes(original))).toEqual([]);
      expect(brought((await rclone(url, 'copy', ':webdav:', folder)).stderr)).toEqual([]);
    });
  });
});
