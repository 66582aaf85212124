import { symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { demoLibrary } from '@immich-webdav/demo-library';
import { createFakeImmich } from '@immich-webdav/fake-immich';
import { describe, expect, it, onTestFinished } from 'vitest';
import { demoApiKey } from '../demo/fake-library.ts';
import { verifyPassword } from '../src/authentication/password-hash.ts';
import { settingNames } from '../src/configuration/settings.ts';
import { version } from '../src/version.ts';
import { type RunOptions, run } from './run-command.ts';
import { startImmich, versions } from './start-server.ts';
import { temporaryFolder } from './temporary-folder.ts';

const main = (args: readonly string[], environment = {}, options: RunOptions = {}) =>
  run('src/main.ts', args, environment, options);

/** A Node that says it were older, and lacks what an older one lacks. */
const olderNode = `
  import { registerHooks } from 'node:module';
  Object.defineProperty(process, 'versions', { value: { ...process.versions, node: '20.20.2' } });
  registerHooks({
    resolve(name, context, next) {
      if (name === 'node:sqlite') throw new Error('No such built-in module: node:sqlite');
      return next(name, context);
    },
  });
`;

describe('serve', () => {
  it.each(['SIGTERM', 'SIGINT', 'SIGHUP'] as const)('serves until %s and then exits with 0', async (signal) => {
    const { immichUrl } = await startImmich('3.1.0');
    const server = main([], { IMMICH_URL: immichUrl, IMMICH_API_KEY: demoApiKey, WEBDAV_PORT: '0' });
    const [, url] = await server.until(
      /Serving (http:\/\/127\.0\.0\.1:\d+\/) to this machine only, without a password/,
    );
    await server.until(/"groups":6,.*Albums are up to date/);
    expect((await fetch(new URL('/readyz', url))).status).toBe(200);
    server.child.kill(signal);
    expect(await server.exit).toBe(0);
    expect(server.stdout()).toContain('Stopped.');
    expect(server.stdout() + server.stderr()).not.toContain(demoApiKey);
  });

  it('lists every problem of the configuration and exits with 1', async () => {
    const server = main([], { IMMICH_API_KEY: 'not a key', WEBDAV_PORT: 'x' });
    expect(await server.exit).toBe(1);
    expect(server.stderr()).toMatch(
      /IMMICH_URL is not set[\s\S]*IMMICH_API_KEY is not valid[\s\S]*WEBDAV_PORT is not valid/,
    );
    expect(server.stderr()).not.toMatch(/not a key|\n {4}at /);
  });

  it('says that a port is taken', async () => {
    const { immichUrl } = await startImmich('3.1.0');
    const environment = { IMMICH_URL: immichUrl, IMMICH_API_KEY: demoApiKey, WEBDAV_PORT: new URL(immichUrl).port };
    const server = main([], environment);
    expect(await server.exit).toBe(1);
    expect(server.stderr()).toMatch(new RegExp(`^Port ${new URL(immichUrl).port} is taken .*WEBDAV_PORT.*\n$`));
  });

  it('names a .env that cannot be read, and no port', async () => {
    const folder = temporaryFolder();
    const path = join(folder, '.env');
    // Also for root, whom no permission stops.
    symlinkSync(path, path);
    const server = main([], { IMMICH_URL: 'http://127.0.0.1:1', IMMICH_API_KEY: 'key' }, { folder });
    expect(await server.exit).toBe(1);
    expect(server.stderr()).toBe(`The configuration has to be repaired first:\n  - ${path} cannot be used (ELOOP).\n`);
  });

  it('refuses a password that .env cuts, without showing it', async () => {
    const folder = temporaryFolder();
    writeFileSync(join(folder, '.env'), 'WEBDAV_USERNAME=ada\nWEBDAV_PASSWORD=pa#ss$word\n');
    const server = main([], { IMMICH_URL: 'http://127.0.0.1:1', IMMICH_API_KEY: 'key' }, { folder });
    expect(await server.exit).toBe(1);
    expect(server.stderr()).toMatch(/WEBDAV_PASSWORD in .*\.env .*write WEBDAV_PASSWORD='…'/);
    expect(server.stderr()).not.toMatch(/pa#|ss\$|\$word/);
  });

  it('reads secrets from files, and shows them neither in its arguments nor in its output', async () => {
    const { immichUrl } = await startImmich('3.1.0');
    const folder = temporaryFolder();
    writeFileSync(join(folder, 'key'), `${demoApiKey}\n`);
    writeFileSync(join(folder, 'webdav_password'), 'a long password\n');
    const server = main([], {
      IMMICH_URL: immichUrl,
      IMMICH_API_KEY_FILE: join(folder, 'key'),
      CREDENTIALS_DIRECTORY: folder,
      WEBDAV_USERNAME: 'ada',
      WEBDAV_HOST: '127.0.0.1',
      WEBDAV_PORT: '0',
      LOG_LEVEL: 'debug',
    });
    const [, url] = await server.until(/Serving (http:\/\/127\.0\.0\.1:\d+\/) to those with the password/);
    const authorization = `Basic ${Buffer.from('ada:a long password').toString('base64')}`;
    expect((await fetch(url!, { headers: { authorization } })).status).toBe(200);
    expect(server.child.spawnargs.join(' ')).not.toMatch(new RegExp(`${demoApiKey}|a long password`));
    expect(server.stdout() + server.stderr()).not.toMatch(new RegExp(`${demoApiKey}|a long password`));
  });

  it('takes no secret as an argument, and does not repeat it', async () => {
    for (const args of [['serve', 's3cret'], ['hash-password', 's3cret'], ['--password=s3cret']]) {
      const command = main(args);
      expect(await command.exit).toBe(1);
      expect(command.stderr()).toMatch(/^\S*error: (too many arguments|unknown option)/);
      expect(command.stdout() + command.stderr()).not.toContain('s3cret');
    }
  });

  it('warns of a misspelled variable, and names it where the right one is absent', async () => {
    const environment = { IMMICH_API_KEY: demoApiKey, WEBDAV_PORT: '0', IMMICH_ULR: 'http://127.0.0.1:1' };
    const incomplete = main([], environment);
    expect(await incomplete.exit).toBe(1);
    expect(incomplete.stderr()).toMatch(/IMMICH_URL is not set[\s\S]*IMMICH_ULR is not a setting.*IMMICH_URL/);
    const server = main([], { ...environment, IMMICH_URL: 'http://127.0.0.1:1' });
    await server.until(/"level":40.*IMMICH_ULR is not a setting; did you mean IMMICH_URL\?[\s\S]*Serving/);
  });

  it.runIf(process.platform === 'linux').each([
    ['DATA_DIR', { DATA_DIR: '/proc/immich-webdav' }],
    ['CONTENT_CACHE_DIR', { CONTENT_CACHE_MB: '16', CONTENT_CACHE_DIR: '/proc/immich-webdav' }],
  ])('serves and stops where %s cannot be made (on Linux)', async (_name, environment) => {
    const { immichUrl } = await startImmich('3.1.0');
    const settings = { IMMICH_URL: immichUrl, IMMICH_API_KEY: demoApiKey, WEBDAV_PORT: '0', ...environment };
    const server = main([], settings);
    await server.until(/"level":40[^\n]*\/proc\/immich-webdav/);
    await server.until(/Albums are up to date/);
    server.child.kill('SIGTERM');
    expect(await server.exit).toBe(0);
  });
});

describe('check', () => {
  it.each(versions)('names the version and counts albums of Immich %s', async (immichVersion) => {
    const { immichUrl } = await startImmich(immichVersion);
    const check = main(['check'], { IMMICH_URL: immichUrl, IMMICH_API_KEY: demoApiKey });
    expect(await check.exit).toBe(0);
    expect(check.stdout()).toContain(`Immich: version ${immichVersion}, 6 albums.`);
  });

  it('names each permission that the key lacks', async () => {
    const apiKeys = [{ secret: 'narrow-key', permissions: ['album.read', 'apiKey.read'] }];
    const immich = createFakeImmich({ library: { users: [{ name: 'Demo', apiKeys }] } });
    onTestFinished(() => immich.close());
    const { url } = await immich.listen();
    const check = main(['check'], { IMMICH_URL: url, IMMICH_API_KEY: 'narrow-key' });
    expect(await check.exit, check.stderr()).toBe(1);
    expect(check.stdout()).toMatch(/lacks permissions[\s\S]*- asset\.read\n {2}- asset\.download\n/);
  });

  it('names what each permission is for, as the configuration calls it', async () => {
    const permissions = ['album.read', 'asset.read', 'asset.download', 'apiKey.read'];
    const immich = createFakeImmich({
      library: { users: [{ name: 'Demo', apiKeys: [{ secret: 'narrow', permissions }] }] },
    });
    onTestFinished(() => immich.close());
    const { url } = await immich.listen();
    const check = main(['check'], {
      IMMICH_URL: url,
      IMMICH_API_KEY: 'narrow',
      VIEWS: 'albums,people,favorites,timeline,partners',
      RENDITIONS: 'original,compatible,thumbnail,edited',
      STACKS: 'primary',
      SIDECARS: 'xmp',
    });
    expect(await check.exit, check.stderr()).toBe(1);
    expect(
      check
        .stdout()
        .match(/^ {2}- .*$/gm)
        ?.sort(),
    ).toEqual([
      '  - asset.view (for compatible, thumbnail)',
      '  - partner.read (for partners)',
      '  - person.read (for people, sidecars)',
      '  - stack.read (for stacks)',
      '  - tag.read (for sidecars)',
      '  - user.read (for people, favorites, timeline, partners, sidecars)',
    ]);
  });

  it('names each chosen album that is not there', async () => {
    const { immich, immichUrl } = await startImmich('3.1.0');
    const [there] = demoLibrary.albums.map(({ name }) => immich.library.albumNamed(name).id);
    const unknown = '00000000-0000-4000-8000-00000000000f';
    const environment = { IMMICH_URL: immichUrl, IMMICH_API_KEY: demoApiKey };
    const complete = main(['check'], { ...environment, ALBUM_IDS: there });
    expect(await complete.exit, complete.stderr()).toBe(0);
    const check = main(['check'], { ...environment, ALBUM_IDS: `${there},${unknown}` });
    expect(await check.exit, check.stderr()).toBe(1);
    expect(check.stdout()).toMatch(
      new RegExp(`ALBUM_IDS: Immich has no such albums.*:\n {2}- ${unknown}\nNext: correct .*\n$`),
    );
  });

  it('exits with 1 when the key is wrong, without showing it', async () => {
    const { immichUrl } = await startImmich('3.1.0');
    const check = main(['check'], { IMMICH_URL: immichUrl, IMMICH_API_KEY: 'wrong-key-1234' });
    expect(await check.exit).toBe(1);
    expect(check.stderr()).toMatch(/key/i);
    expect(check.stdout() + check.stderr()).not.toMatch(/wrong-key-1234|\n {4}at /);
  });

  it('waits for as long as IMMICH_TIMEOUT says, and names it then', async () => {
    const { immich, immichUrl } = await startImmich('3.1.0');
    immich.faults.add({ delayMs: 600_000 });
    const environment = { IMMICH_URL: immichUrl, IMMICH_API_KEY: demoApiKey, IMMICH_TIMEOUT: '1s' };
    const check = main(['check'], environment);
    expect(await check.exit).toBe(1);
    expect(check.stderr()).toMatch(/^Immich took too long.* IMMICH_TIMEOUT /);
  });

  it('exits with 1 when Immich cannot be reached', async () => {
    const check = main(['check'], { IMMICH_URL: 'http://127.0.0.1:1', IMMICH_API_KEY: 'some-key' });
    expect(await check.exit).toBe(1);
    expect(check.stderr()).not.toMatch(/\n {4}at /);
  });
});

it('hash-password reads a line and prints its hash alone', async () => {
  const hash = main(['hash-password'], {}, { input: 'correct horse\nmore\n' });
  expect(await hash.exit).toBe(0);
  expect(hash.stderr()).toBe('');
  expect(await verifyPassword('correct horse', hash.stdout().trim())).toBe(true);
});

it('hash-password warns of a short password, apart from the hash', async () => {
  const hash = main(['hash-password'], {}, { input: 'horse\n' });
  expect(await hash.exit).toBe(0);
  expect(hash.stderr()).toMatch(/^The password has fewer than 8 characters.*\n$/);
  expect(hash.stderr()).not.toContain('horse');
  expect(await verifyPassword('horse', hash.stdout().trim())).toBe(true);
});

it('hash-password needs a password', async () => {
  const hash = main(['hash-password']);
  expect(await hash.exit).toBe(1);
  expect(hash.stdout()).toBe('');
  expect(hash.stderr()).toMatch(/^No password was given; .*\.\n$/);
});

it('says in one sentence that Node is too old', async () => {
  const hooks = `data:text/javascript,${encodeURIComponent(olderNode)}`;
  const old = main(['--version'], {}, { nodeOptions: ['--import', hooks] });
  expect(await old.exit).toBe(1);
  expect(old.stderr()).toMatch(/^This program needs Node \S+ or newer, and this is Node 20\.20\.2\.\n$/);
});

it('--help names every variable', async () => {
  const help = main(['--help']);
  expect(await help.exit).toBe(0);
  for (const name of settingNames) expect(help.stdout()).toContain(name);
});

it('--version', async () => {
  const answer = main(['--version']);
  expect(await answer.exit).toBe(0);
  expect(answer.stdout()).toBe(`${version}\n`);
});
