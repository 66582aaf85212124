import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { demoLibrary } from '@immich-webdav/demo-library';
import { describe, expect, it } from 'vitest';
import { startServer, versions } from '../test/start-server.ts';
import { digestsIn, expectedDigests } from './expected-files.ts';
import { describeWith, newFolder, runProgram, runRclone } from './program.ts';

const vendors = ['other', 'owncloud', 'nextcloud'] as const;
/** With `owncloud`, `check` prefers MD5, which Immich does not have; with this one it takes SHA-1. */
const checksBySha1 = 'nextcloud';

/** From 1.63 on, rclone refuses the vendor `nextcloud` with any other address, unless chunks are turned off. */
const acceptedForChunks = /^(.*)\/dav\/files\/([^/]+)/;
const readme = readFileSync(new URL('../../../README.md', import.meta.url), 'utf8');
const documented = /^\| rclone \| `rclone lsf '([^']*)'`/m.exec(readme)?.[1] ?? '';

it('the address in the README is one that rclone takes for a Nextcloud', () => {
  expect(documented).toMatch(/vendor=nextcloud:$/);
  expect(/url="([^"]*)"/.exec(documented)?.[1]).toMatch(acceptedForChunks);
});

describeWith(['rclone'], () => {
  describe.each(versions)('over Immich %s', (version) => {
    it.each(vendors)('lists every album and file, vendor %s', async (vendor) => {
      const { url } = await startServer(version);
      const { code, stdout } = await rclone(['lsf', '-R', ':webdav:'], url, vendor);
      const lines = stdout.toString().trimEnd().split('\n');
      const members = demoLibrary.albums.reduce((sum, album) => sum + album.members.length, 0);
      expect(code).toBe(0);
      expect(lines.filter((line) => line.endsWith('/'))).toHaveLength(demoLibrary.albums.length);
      expect(lines.filter((line) => !line.endsWith('/'))).toHaveLength(members);
    });

    it('lists every album as the README says', async () => {
      const { url } = await startServer(version);
      const { code, stdout } = await runProgram('rclone', ['lsf', documented.replace('http://127.0.0.1:1700/', url)]);
      expect(code).toBe(0);
      expect(stdout.toString().trimEnd().split('\n')).toHaveLength(demoLibrary.albums.length);
    });

    it.each(['', 'dav/files/me', 'remote.php/dav/files/me/'])(
      'copies the whole library and checks it by hash, below /%s',
      async (path) => {
        const url = `${(await startServer(version)).url}${path}`;
        const folder = newFolder();
        expect(await rclone(['copy', ':webdav:', folder], url, checksBySha1)).toMatchObject({ code: 0 });
        expect(digestsIn(folder)).toEqual(expectedDigests());
        const check = await rclone(['check', ':webdav:', folder], url, checksBySha1);
        expect(check.stderr).toMatch(/ 0 differences found/);
        expect(check.stderr).not.toMatch(/hashes could not be checked/);
        expect(check.code).toBe(0);

        damageOneByte(folder);
        const again = await rclone(['check', ':webdav:', folder], url, checksBySha1);
        expect(again.stderr).toMatch(/sha1 differ[\s\S]* 1 differences found/);
        expect(again.code).toBe(1);
      },
    );

    it('knows the hashes of a library that owncloud would know', async () => {
      const { url } = await startServer(version);
      const { stdout } = await rclone(['hashsum', 'SHA1', ':webdav:'], url, 'owncloud');
      const hashes = stdout.toString().match(/^[0-9a-f]{40}/gm) ?? [];
      expect(hashes.sort()).toEqual(expectedDigests().join(' ').split(' ').sort());
    });

    it('is checked by SHA-1 against a list of sums with vendor owncloud', async () => {
      const { url } = await startServer(version);
      const sums = join(newFolder(), 'SHA1SUMS');
      writeFileSync(sums, (await rclone(['hashsum', 'SHA1', ':webdav:'], url, 'nextcloud')).stdout);
      const check = await rclone(['check', '--checkfile', 'SHA1', sums, ':webdav:'], url, 'owncloud');
      expect(check.stderr).toMatch(/ 0 differences found/);
      expect(check.code).toBe(0);
      writeFileSync(sums, readFileSync(sums, 'utf8').replace(/^[0-9a-f]{40}/, '0'.repeat(40)));
      expect((await rclone(['check', '--checkfile', 'SHA1', sums, ':webdav:'], url, 'owncloud')).code).toBe(1);
    });

    it('cannot change anything', async () => {
      const { url } = await startServer(version);
      const folder = newFolder();
      writeFileSync(join(folder, 'new.txt'), 'new');
      expect((await rclone(['copy', folder, ':webdav:'], url, 'other')).code).not.toBe(0);
      expect((await rclone(['purge', ':webdav:'], url, 'other')).code).not.toBe(0);
    });

    it.each(vendors)(
      'is refused a new folder with a reason, and takes one that exists for made, vendor %s',
      async (vendor) => {
        const { url } = await startServer(version);
        for (const folder of ['new', 'CON_/new', 'new/deeper']) {
          const { code, stderr } = await rclone(['mkdir', `:webdav:${folder}`], url, vendor);
          expect(code).toBe(1);
          expect(stderr).toContain('read-only over WebDAV');
        }
        expect((await rclone(['mkdir', ':webdav:CON_'], url, vendor)).code).toBe(0);
      },
    );
  });
});

const rclone = (args: readonly string[], url: string, vendor: string) =>
  runRclone(url, vendor, [...args, '--low-level-retries', '1']);

/** Changes a file's content but not its length. */
function damageOneByte(folder: string): void {
  const album = join(folder, readdirSync(folder)[0] ?? '');
  const file = join(album, readdirSync(album)[0] ?? '');
  const bytes = readFileSync(file);
  bytes[100] = (bytes[100] ?? 0) ^ 1;
  writeFileSync(file, bytes);
}
