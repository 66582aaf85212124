import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { demoLibrary } from '@immich-webdav/demo-library';
import { createFakeImmich } from '@immich-webdav/fake-immich';
import { describe, expect, it, onTestFinished } from 'vitest';
import { demoApiKey, toFakeLibrary } from '../demo/fake-library.ts';
import { createContainer, type Environment, parseConfiguration, Token } from '../src/index.ts';
import { versions } from '../test/start-server.ts';
import { digestsIn, expectedDigests } from './expected-files.ts';
import { describeWith, newFolder, runProgram } from './program.ts';
import { litmusFolder, passed } from './run-litmus.ts';

const user = 'ada@example.com';
const password = 'a long password';

/** The settings of each way to log in, all with the same name and password. */
const ways: Readonly<Record<string, (folder: string) => Environment>> = {
  immich: () => ({}),
  users: (folder) => {
    const file = join(folder, 'users.yaml');
    const one = { name: user, password, apiKey: demoApiKey };
    writeFileSync(file, JSON.stringify({ users: [one] }), { mode: 0o600 });
    return { USERS_FILE: file };
  },
  single: () => ({ IMMICH_API_KEY: demoApiKey, WEBDAV_USERNAME: user, WEBDAV_PASSWORD: password }),
};

async function serve(way: string, version: (typeof versions)[number], settings: Environment = {}): Promise<URL> {
  const library = toFakeLibrary(demoLibrary);
  const users = library.users.map((one) => ({ ...one, email: user, password }));
  const immich = createFakeImmich({ version, library: { ...library, users } });
  onTestFinished(() => immich.close());
  const folder = newFolder();
  const container = createContainer(
    parseConfiguration({
      IMMICH_URL: (await immich.listen()).url,
      FLATTEN_ASSET_STRUCTURE: 'true',
      DATA_DIR: join(folder, 'data'),
      WEBDAV_HOST: '127.0.0.1',
      WEBDAV_PORT: '0',
      LOG_LEVEL: 'silent',
      ...ways[way]?.(folder),
      ...settings,
    }),
  );
  const application = container.get(Token.Application);
  const { url } = await application.start();
  onTestFinished(() => application.stop());
  // With one library the server answers 503 until the first albums are read.
  if (way === 'single') await container.get(Token.PhotoLibrary).refresh();
  return new URL(url);
}

const cases = Object.keys(ways).flatMap((way) => versions.map((version) => [way, version] as const));

describeWith(['rclone', 'curl', 'cadaver'], () => {
  describe.each(cases)('AUTH=%s over Immich %s', (way, version) => {
    it('lets rclone copy the whole library, and curl and cadaver in, with the right password alone', async () => {
      const url = await serve(way, version);
      const rclone = async (args: readonly string[], secret: string) => {
        const { stdout } = await runProgram('rclone', ['obscure', secret]);
        const options = ['--webdav-user', user, '--webdav-pass', stdout.toString().trim(), '--retries', '1'];
        return runProgram('rclone', [...args, '--webdav-url', url.href, '--webdav-vendor', 'other', ...options]);
      };
      const folder = newFolder();
      expect(await rclone(['copy', ':webdav:', folder], password)).toMatchObject({ code: 0 });
      expect(digestsIn(folder)).toEqual(expectedDigests());
      expect((await rclone(['lsf', ':webdav:'], 'wrong')).code).not.toBe(0);

      const curl = (secret: string) =>
        runProgram('curl', ['-sS', '-o', '/dev/null', '-w', '%{http_code}', '-u', `${user}:${secret}`, url.href]);
      expect((await curl(password)).stdout.toString()).toBe('200');
      expect((await curl('wrong')).stdout.toString()).toBe('401');

      const home = newFolder();
      const netrc = `machine ${url.hostname} login ${user} password "${password}"\n`;
      writeFileSync(join(home, '.netrc'), netrc, { mode: 0o600 });
      const { stdout } = await runProgram('cadaver', [url.href], { input: 'ls\nquit\n', folder: home });
      expect(stdout.toString()).toContain('succeeded');
    });
  });
});

describeWith(['litmus'], () => {
  it.each(Object.keys(ways))('AUTH=%s passes the part of litmus that only reads', async (way) => {
    const url = await litmusFolder((await serve(way, '3.1.0', { WEBDAV_BASE_PATH: '/litmus' })).href);
    const { names, output } = await passed('props', url, [user, password]);
    const tests = ['init', 'begin', 'propfind_invalid', 'propfind_invalid2', 'propfind_d0'];
    expect(names, output).toEqual(expect.arrayContaining(tests));
  });
});
