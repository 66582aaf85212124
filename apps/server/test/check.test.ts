import { mkdirSync, readdirSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { dirname, join } from 'node:path';
import { createFakeImmich } from '@immich-webdav/fake-immich';
import { describe, expect, it, onTestFinished } from 'vitest';
import { demoApiKey } from '../demo/fake-library.ts';
import { check } from '../src/check/check.ts';
import { type Environment, parseConfiguration } from '../src/index.ts';
import { startImmich, startServer, versions } from './start-server.ts';
import { temporaryFolder } from './temporary-folder.ts';

/** What is printed for an environment, and whether all is well. */
async function checkOf(environment: Environment, warnings: readonly string[] = []) {
  const [lines, complaints]: [string[], string[]] = [[], []];
  const output = { print: (line: string) => lines.push(line), complain: (line: string) => complaints.push(line) };
  const configuration = parseConfiguration({
    IMMICH_API_KEY: demoApiKey,
    DATA_DIR: ':memory:',
    WEBDAV_PORT: '0',
    ...environment,
  });
  const isGood = await check(output, { configuration, warnings });
  return { isGood, text: lines.join('\n'), complaints };
}

const failing = 'Next: correct what is named above, then check again.';

/** A port of this machine where a web server answers that is not this one. */
async function takenPort(): Promise<string> {
  const other = createServer((_request, response) => response.end('hello'));
  onTestFinished(() => void other.close());
  await new Promise<void>((resolve) => other.listen(0, '127.0.0.1', resolve));
  return String((other.address() as AddressInfo).port);
}

it.each(versions)('says of each part that it is well, and what to do next, with Immich %s', async (version) => {
  const { immichUrl } = await startImmich(version);
  const folder = join(temporaryFolder(), 'data');
  const { isGood, text } = await checkOf({ IMMICH_URL: immichUrl, DATA_DIR: folder, CONTENT_CACHE_MB: '16' });
  expect(text.split('\n').map((line) => line.split(':')[0])).toEqual([
    'Configuration',
    'WEBDAV_PORT',
    'DATA_DIR',
    'CONTENT_CACHE_DIR',
    'Immich',
    'Clock',
    'Hints',
    'API key',
    'Next',
  ]);
  expect(text).toMatch(/Hints: changes show at once\.[\s\S]*\nNext: start the server/);
  expect(isGood).toBe(true);
  expect(readdirSync(dirname(folder))).toEqual([]);
});

describe('what is amiss is named, with the value', () => {
  it.each([
    ['a taken port', async () => ({ WEBDAV_PORT: await takenPort() }), /^WEBDAV_PORT: Port \d+ is taken/m],
    ['a foreign address', () => ({ WEBDAV_HOST: '192.0.2.1', WEBDAV_USERNAME: 'a', WEBDAV_PASSWORD: 'b' }), /192\.0/],
    [
      'DATA_DIR below a file',
      () => ({ DATA_DIR: join(aFile(), 'data') }),
      /^DATA_DIR: .*file.data is, or is below, a/m,
    ],
    [
      'CONTENT_CACHE_DIR that is a file',
      () => ({ CONTENT_CACHE_MB: '16', CONTENT_CACHE_DIR: aFile() }),
      /^CONTENT_CACHE_DIR: .*file is, or is below, a file/m,
    ],
    [
      'a mapped folder that is not here',
      () => ({ LIBRARY_PATH_MAP: '/data=/no/such' }),
      /^LIBRARY_PATH_MAP: \/no\/such/m,
    ],
    [
      'a mapping of a folder that Immich does not have',
      () => ({ LIBRARY_PATH_MAP: `/photos=${temporaryFolder()}` }),
      /^LIBRARY_PATH_MAP: no original of Immich is below \/photos; name a folder that \/.*\.\w+ is in\.$/m,
    ],
    [
      'a mapping to another folder',
      () => ({ LIBRARY_PATH_MAP: `/data=${temporaryFolder()}` }),
      /^LIBRARY_PATH_MAP: the originals of Immich below \/data are not below/m,
    ],
  ] as const)('%s', async (_what, environment, expected) => {
    const { immichUrl } = await startImmich('3.1.0');
    const { isGood, text } = await checkOf({ IMMICH_URL: immichUrl, IMMICH_HINTS: 'false', ...(await environment()) });
    expect(text).toMatch(expected);
    expect(text).toContain('\nImmich: version 3.1.0');
    expect(text.endsWith(failing)).toBe(true);
    expect(isGood).toBe(false);
  });

  it.runIf(process.platform === 'linux')('folders where none can be made (on Linux)', async () => {
    const { immichUrl } = await startImmich('3.1.0');
    const { isGood, text } = await checkOf({ IMMICH_URL: immichUrl, DATA_DIR: '/proc/immich-webdav/data' });
    expect(text).toMatch(/^DATA_DIR: \/proc\/immich-webdav\/data does not exist and cannot be made/m);
    expect(isGood).toBe(false);
  });

  it.each([
    [3_600_000, /^Clock: this machine is (1 hour|60 minutes) behind Immich; /m],
    [-86_400_000 * 3, /^Clock: this machine is 3 days ahead of Immich; /m],
  ])('a clock that is off by %d ms', async (offset, expected) => {
    const { immich, immichUrl } = await startImmich('3.1.0');
    const date = new Date(Date.now() + offset).toUTCString();
    immich.faults.add({ match: { path: /server\/version$/ }, headers: { Date: date } });
    const { isGood, text } = await checkOf({ IMMICH_URL: immichUrl, IMMICH_HINTS: 'false' });
    expect(text).toMatch(expected);
    expect(isGood).toBe(false);
  });

  it('another web server in the place of Immich, after all that is of this machine', async () => {
    const other = `http://127.0.0.1:${await takenPort()}`;
    const { isGood, text, complaints } = await checkOf({ IMMICH_URL: other, DATA_DIR: join(aFile(), 'data') });
    expect(complaints).toEqual([expect.stringMatching(/IMMICH_URL/)]);
    expect(text).toMatch(/^DATA_DIR: .*is, or is below, a file[\s\S]*\nNext: correct/m);
    expect(isGood).toBe(false);
  });
});

it('says which originals are read from where', async () => {
  const { immich, immichUrl } = await startImmich('3.1.0');
  const folder = temporaryFolder();
  const [asset] = await newestPaths(immichUrl);
  const path = join(folder, asset!.replace(/^\/data\//, ''));
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, '');
  const { text, isGood } = await checkOf({
    IMMICH_URL: immichUrl,
    IMMICH_HINTS: 'false',
    LIBRARY_PATH_MAP: `/data=${folder}`,
  });
  expect(text).toContain(`LIBRARY_PATH_MAP: originals below /data are read from ${folder}.`);
  expect([isGood, immich.openRequests]).toEqual([true, 0]);
});

it.each([
  ['off', []],
  ['add', ['album.create', 'albumAsset.create', 'asset.delete', 'asset.upload']],
])('names what WRITES=%s needs and the key may not do', async (WRITES, lacking) => {
  const { immich, immichUrl } = await startImmich('3.1.0');
  const reading = ['album.read', 'asset.read', 'asset.download', 'apiKey.read', 'user.read'];
  immich.library.permitKey(demoApiKey, reading);
  const { isGood, text } = await checkOf({ IMMICH_URL: immichUrl, IMMICH_HINTS: 'false', WRITES });
  expect(isGood).toBe(lacking.length === 0);
  expect([...text.matchAll(/- ([\w.]+) \(for WRITES\)/g)].map(([, name]) => name).toSorted()).toEqual(lacking);
});

it('takes a server that is running already for no fault', async () => {
  const { url, immichUrl } = await startServer('3.1.0');
  const { text, isGood } = await checkOf({ IMMICH_URL: immichUrl, WEBDAV_PORT: new URL(url).port });
  expect(text).toMatch(/^WEBDAV_PORT: this server is running on \d+ already\.$/m);
  expect(isGood).toBe(true);
});

it('says that hints need all permissions, which is no fault', async () => {
  const permissions = ['album.read', 'asset.read', 'asset.download', 'user.read', 'apiKey.read'];
  const immich = createFakeImmich({
    library: { users: [{ name: 'Demo', apiKeys: [{ secret: 'narrow', permissions }] }] },
  });
  onTestFinished(() => immich.close());
  const { url } = await immich.listen();
  const { text, isGood } = await checkOf({ IMMICH_URL: url, IMMICH_API_KEY: 'narrow' }, ['IMMICH_ULR is no setting.']);
  expect(text).toMatch(/^Hints: Immich sends hints only to an API key with all permissions/m);
  expect(text).toMatch(/^Configuration: IMMICH_ULR is no setting\.$/m);
  expect(isGood, text).toBe(true);
});

function aFile(): string {
  const path = join(temporaryFolder(), 'file');
  writeFileSync(path, '');
  return path;
}

async function newestPaths(immichUrl: string): Promise<readonly string[]> {
  const answer = await fetch(`${immichUrl}/api/search/metadata`, {
    method: 'POST',
    headers: { 'x-api-key': demoApiKey, 'content-type': 'application/json' },
    body: JSON.stringify({ size: 1 }),
  });
  const { assets } = (await answer.json()) as { assets: { items: { originalPath: string }[] } };
  return assets.items.map(({ originalPath }) => originalPath);
}

it('looks at Immich alone where people log in with their accounts', async () => {
  const { immichUrl } = await startImmich('3.1.0');
  const { isGood, text } = await checkOf({
    IMMICH_URL: immichUrl,
    IMMICH_API_KEY: undefined,
    WEBDAV_HOST: '127.0.0.1',
  });
  expect(text).toMatch(/^Immich: version 3\.1\.0\.$/m);
  expect(text).toMatch(/^AUTH: people log in/m);
  expect(isGood).toBe(true);
});

it('looks at the library of each user of a file', async () => {
  const { immichUrl } = await startImmich('3.1.0');
  const file = join(temporaryFolder(), 'users.yaml');
  writeFileSync(file, `users: [{ name: ada, password: a long one, apiKey: ${demoApiKey} }]\n`, { mode: 0o600 });
  const environment = { IMMICH_API_KEY: undefined, USERS_FILE: file, WEBDAV_HOST: '127.0.0.1', IMMICH_HINTS: 'false' };
  const { isGood, text } = await checkOf({ IMMICH_URL: immichUrl, ...environment });
  expect(text).toMatch(/^User ada: Immich: version 3\.1\.0, \d+ albums\.$/m);
  expect(text).toMatch(/^User ada: API key: has every permission/m);
  expect(isGood).toBe(true);
});
