import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { library, photo } from '@immich-webdav/fake-immich';
import { describe, expect, it } from 'vitest';
import { startServer, versions } from '../test/start-server.ts';
import { describeWith, newFolder, runProgram, runRclone } from './program.ts';

const described = library()
  .user('admin')
  .album('Trip', [photo('there.jpg', { content: Buffer.from('what was there') })]);

const serve = (version: (typeof versions)[number]) =>
  startServer(version, { IMMICH_API_KEY: 'admin-key', WRITES: 'add', IMMICH_HINTS: 'false' }, described);

const odd = ['größe 日本.jpg', "it's 100% [1] (2)+&;=.jpg", 'a.b.c.JPEG', 'film.mp4', '#1 ~x.png'];

describeWith(['rclone', 'curl'], () => {
  describe.each(versions)('adding photos over Immich %s', (version) => {
    it.each(['other', 'nextcloud'])(
      'rclone as %s copies a folder in, transfers nothing again, and gets it back',
      async (vendor) => {
        const { url } = await serve(version);
        const rclone = (...args: readonly string[]) => runRclone(url, vendor, [...args, '--stats', '0', '-v']);
        const [source, target] = [newFolder(), newFolder()];
        mkdirSync(join(source, 'New album'));
        for (const [at, name] of odd.entries())
          writeFileSync(join(source, 'New album', name), `content ${at} `.repeat(10_000 * at + 1));
        expect(await rclone('copy', source, ':webdav:')).toMatchObject({ code: 0 });
        const again = await rclone('copy', source, ':webdav:');
        expect([again.code, again.stderr]).toEqual([0, expect.not.stringContaining('Copied')]);
        expect(await rclone('check', join(source, 'New album'), ':webdav:New album')).toMatchObject({ code: 0 });
        expect(await rclone('copy', ':webdav:New album', target)).toMatchObject({ code: 0 });
        expect(readdirSync(target).toSorted()).toEqual(odd.toSorted());
        for (const name of odd)
          expect(readFileSync(join(target, name)).equals(readFileSync(join(source, 'New album', name)))).toBe(true);
      },
    );

    it('rclone cannot replace or delete what is there, though it tries after a refusal', async () => {
      const { url, immich } = await serve(version);
      const rclone = (...args: readonly string[]) =>
        runProgram('rclone', [...args, '--webdav-url', url, '--retries', '2', '--low-level-retries', '2']);
      const source = newFolder();
      writeFileSync(join(source, 'there.jpg'), 'something else, which is longer');
      expect((await rclone('copy', source, ':webdav:Trip')).code).not.toBe(0);
      expect((await rclone('sync', newFolder(), ':webdav:Trip')).code).not.toBe(0);
      expect((await rclone('purge', ':webdav:Trip')).code).not.toBe(0);
      expect(await (await fetch(`${url}Trip/there.jpg`)).text()).toBe('what was there');
      expect(immich.library.assetNamed('there.jpg').trashedAt).toBeNull();
    });

    it('curl uploads a file, and what it reads from a pipe', async () => {
      const { url } = await serve(version);
      const folder = newFolder();
      writeFileSync(join(folder, 'one.jpg'), 'x'.repeat(3_000_000));
      const curl = (...args: readonly string[]) =>
        runProgram('curl', ['-sS', '-w', '%{http_code}', '-o', '/dev/null', ...args], { folder, input: 'from a pipe' });
      const codes = [
        await curl('-T', 'one.jpg', `${url}Trip/`),
        await curl('-T', '-', `${url}Trip/two.jpg`),
        await curl('-T', 'one.jpg', '-H', 'Expect: 100-continue', `${url}Trip/no.txt`),
      ];
      expect(codes.map(({ stdout }) => stdout.toString())).toEqual(['201', '201', '415']);
      expect(await (await fetch(`${url}Trip/two.jpg`)).text()).toBe('from a pipe');
    });
  });
});
