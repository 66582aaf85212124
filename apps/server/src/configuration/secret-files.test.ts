import { chmodSync, mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { temporaryFolder } from '../../test/temporary-folder.ts';
import { ConfigurationError } from '../errors/configuration-error.ts';
import { loadConfiguration } from './load-configuration.ts';
import { loadEnvironment } from './load-environment.ts';
import { fileVariables } from './secret-files.ts';
import { settingNames, settings } from './settings.ts';

function file(text: string): string {
  const path = join(temporaryFolder(), 'secret');
  writeFileSync(path, text);
  return path;
}

const url = { IMMICH_URL: 'http://immich:2283' };

function problemsOf(environment: Readonly<Record<string, string>>): readonly string[] {
  try {
    loadConfiguration(temporaryFolder(), environment);
    return [];
  } catch (error) {
    if (!(error instanceof ConfigurationError)) throw error;
    return error.problems;
  }
}

it('every credential has a variable for a file', () => {
  const credentials = settingNames.filter((name) => 'credential' in settings[name]);
  expect(fileVariables).toEqual(credentials.map((name) => `${name}_FILE`));
  expect(fileVariables).toEqual(expect.arrayContaining(['IMMICH_API_KEY_FILE', 'WEBDAV_PASSWORD_FILE']));
});

describe('a secret in a file', () => {
  it.each([
    ['pass word', 'pass word'],
    ['pass word\n', 'pass word'],
    ['pass word\r\n', 'pass word'],
    [' pa#ss$word ', ' pa#ss$word '],
    ['"quoted"', '"quoted"'],
  ])('%j is read as %j', (written, password) => {
    const { configuration, warnings } = loadConfiguration(temporaryFolder(), {
      ...url,
      IMMICH_API_KEY_FILE: file('k3y\n'),
      WEBDAV_USERNAME: 'ada',
      WEBDAV_PASSWORD: ' ',
      WEBDAV_PASSWORD_FILE: file(written),
    });
    expect(configuration).toMatchObject({ immich: { apiKey: 'k3y' }, access: { password } });
    expect(warnings.join()).not.toContain('_FILE');
  });

  it('is named in .env as well', () => {
    const folder = temporaryFolder();
    writeFileSync(join(folder, '.env'), `IMMICH_API_KEY_FILE=${file('k3y\n')}\n`);
    expect(loadConfiguration(folder, url).configuration.immich.apiKey).toBe('k3y');
    expect(loadEnvironment(folder, url)).toMatchObject({ ...url, IMMICH_API_KEY: 'k3y' });
  });

  it('beside the variable itself is a problem', () => {
    const both = { ...url, IMMICH_API_KEY: 's3cret', IMMICH_API_KEY_FILE: file('other') };
    expect(problemsOf(both)).toEqual(['IMMICH_API_KEY and IMMICH_API_KEY_FILE are both set; keep one of them.']);
    expect(() => loadEnvironment(temporaryFolder(), both)).toThrow('both set');
  });

  it.each<[string, (path: string) => void, string]>([
    ['absent', (path) => rmSync(path), 'cannot be read (ENOENT)'],
    ['a folder', (path) => [rmSync(path), mkdirSync(path)], 'cannot be read (EISDIR)'],
    ['empty', (path) => writeFileSync(path, '\n'), 'is empty; write the value into it'],
  ])('that is %s is the only problem of its setting', (_what, change, reason) => {
    const path = file('x');
    change(path);
    const name = { ...url, IMMICH_API_KEY: 'k3y', WEBDAV_USERNAME: 'ada' };
    expect(problemsOf({ ...name, WEBDAV_PASSWORD_FILE: path })).toEqual([
      `WEBDAV_PASSWORD_FILE is ${path}, which ${reason}.`,
    ]);
  });
});

describe('systemd credentials', () => {
  function credentials(secrets: Readonly<Record<string, string>>): string {
    const folder = temporaryFolder();
    for (const [name, text] of Object.entries(secrets)) writeFileSync(join(folder, name), text);
    return folder;
  }

  it('have the names of the settings in lower case', () => {
    const CREDENTIALS_DIRECTORY = credentials({
      immich_api_key: 'k3y\n',
      webdav_username: 'ada',
      webdav_password: 's',
    });
    expect(loadConfiguration(temporaryFolder(), { ...url, CREDENTIALS_DIRECTORY }).configuration).toMatchObject({
      immich: { apiKey: 'k3y' },
      access: { kind: 'password', username: 'ada', password: 's' },
    });
  });

  it('are not read for what is set', () => {
    const CREDENTIALS_DIRECTORY = credentials({ immich_api_key: 'from-credential' });
    const key = (given: object) =>
      loadConfiguration(temporaryFolder(), { ...url, CREDENTIALS_DIRECTORY, ...given }).configuration.immich.apiKey;
    expect(key({ IMMICH_API_KEY: 'own' })).toBe('own');
    expect(key({ IMMICH_API_KEY_FILE: file('from-file') })).toBe('from-file');
    expect(key({})).toBe('from-credential');
  });

  it.runIf(process.getuid?.() !== 0)('that cannot be read are a problem', () => {
    const CREDENTIALS_DIRECTORY = credentials({ immich_api_key: 'k3y' });
    chmodSync(join(CREDENTIALS_DIRECTORY, 'immich_api_key'), 0);
    expect(problemsOf({ ...url, CREDENTIALS_DIRECTORY })).toEqual([
      `The systemd credential immich_api_key is ${CREDENTIALS_DIRECTORY}/immich_api_key, which cannot be read (EACCES).`,
    ]);
  });
});
