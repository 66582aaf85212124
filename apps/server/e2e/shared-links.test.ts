import { readdirSync } from 'node:fs';
import { createFakeImmich, library, photo } from '@immich-webdav/fake-immich';
import { describe, expect, it } from 'vitest';
import { startLogged, versions } from '../test/start-server.ts';
import { describeWith, newFolder, runProgram } from './program.ts';

const password = 'sesame öffne dich';
const described = library()
  .user('admin')
  .album('Trip', [photo('a b.jpg', { content: { generated: 300_000 } }), photo('größe.heic')])
  .album('Private', [photo('private.jpg')])
  .sharedLink({ album: 'Trip', description: 'open' })
  .sharedLink({ album: 'Trip', description: 'locked', password });

async function serve(version: (typeof versions)[number]) {
  const immich = createFakeImmich({ version, library: described });
  const settings = { SHARED_LINKS: 'true', DATA_DIR: ':memory:', LOG_LEVEL: 'silent', IMMICH_HINTS: 'true' };
  const { url } = await startLogged(immich, settings);
  const keyOf = (name: string) => immich.library.sharedLinkNamed(name).key;
  const sha1Of = (name: string) => Buffer.from(immich.library.assetNamed(name).checksum(), 'base64').toString('hex');
  return { url, keyOf, sha1Of };
}

describeWith(['rclone', 'curl'], () => {
  describe.each(versions)('a shared link over Immich %s', (version) => {
    it('is copied by rclone and read by curl, by its path and by a user name, with its password alone', async () => {
      const { url, keyOf, sha1Of } = await serve(version);
      const rclone = async (args: readonly string[], at: string, user?: string, secret = '') => {
        const obscured =
          secret === '' ? '' : (await runProgram('rclone', ['obscure', secret])).stdout.toString().trim();
        const login = user === undefined ? [] : ['--webdav-user', user, '--webdav-pass', obscured];
        const options = ['--webdav-vendor', 'nextcloud', '--retries', '1', ...login];
        return runProgram('rclone', [...args, '--webdav-url', url + at, ...options]);
      };
      for (const [at, user, secret] of [
        [`s/${keyOf('open')}/`],
        [`s/${keyOf('locked')}/`, 'anyone', password],
        ['', `s/${keyOf('locked')}`, password],
      ] as const) {
        const folder = newFolder();
        expect(await rclone(['copy', ':webdav:', folder], at, user, secret)).toMatchObject({ code: 0 });
        expect(readdirSync(folder).toSorted()).toEqual(['a b.jpg', 'größe.heic']);
        const { stdout } = await rclone(['hashsum', 'sha1', ':webdav:'], at, user, secret);
        expect(stdout.toString()).toContain(`${sha1Of('a b.jpg')}  a b.jpg`);
        expect(await rclone(['check', ':webdav:', folder], at, user, secret)).toMatchObject({ code: 0 });
      }
      expect((await rclone(['lsf', ':webdav:'], `s/${keyOf('locked')}/`, 'anyone', 'wrong')).code).not.toBe(0);

      const file = `${url}s/${keyOf('locked')}/a%20b.jpg`;
      const curl = (...args: readonly string[]) => runProgram('curl', ['-sS', '-w', '\n%{http_code}', ...args]);
      const part = await curl('-u', `any:${password}`, '-r', '10-19', '-o', '/dev/null', file);
      expect(part.stdout.toString().trim()).toBe('206');
      // Without a password at first, as browsers do.
      const asked = await curl('--anyauth', '-u', `any:${password}`, '-o', '/dev/null', file);
      expect(asked.stdout.toString().trim()).toBe('200');
      expect((await curl('-o', '/dev/null', file)).stdout.toString().trim()).toBe('401');
    });
  });
});
