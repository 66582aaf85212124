import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { temporaryFolder } from '../../test/temporary-folder.ts';
import { ConfigurationError } from '../errors/configuration-error.ts';
import { type LoadedConfiguration, loadConfiguration } from './load-configuration.ts';
import type { Environment } from './setting.ts';

const required = { IMMICH_URL: 'http://immich:2283', IMMICH_API_KEY: 'k3y' };
const named = { ...required, WEBDAV_USERNAME: 'ada' };

function folderWith(source: string): string {
  const folder = temporaryFolder();
  writeFileSync(join(folder, '.env'), source);
  return folder;
}

function load(source: string, own: Environment): Partial<LoadedConfiguration> & { problems: readonly string[] } {
  try {
    return { ...loadConfiguration(folderWith(source), own), problems: [] };
  } catch (error) {
    if (!(error instanceof ConfigurationError)) throw error;
    return { problems: error.problems };
  }
}

describe('credentials in .env', () => {
  it.each([
    'pa#ss$word',
    'pa#ss',
    'pa$word',
    '#pass',
    'pass # word',
    '"pass"#word',
    '"pass" word#',
    '"pa#ss',
    `'pa#ss"`,
    `'pa'#ss'`,
    ' \t pa$$ss',
  ])('are refused as %j, with how to quote them and without their value', (written) => {
    const { problems } = load(`WEBDAV_PASSWORD=${written}\n`, named);
    expect(problems).toEqual([
      expect.stringMatching(
        /^WEBDAV_PASSWORD in \/.*\/\.env holds # or \$ without quotation marks; write WEBDAV_PASSWORD='…'/,
      ),
    ]);
    // The folder has a random name.
    expect(problems.join().replaceAll(/ in \/\S*/g, '')).not.toMatch(/pa\b|ss|word(?!=)\b/);
  });

  it.each([
    [`'pa#ss$word'`, 'pa#ss$word'],
    ['"pa#ss$word"', 'pa#ss$word'],
    ['`pa#ss$word`', 'pa#ss$word'],
    [`'pa#ss-word'  # the new one: 5$`, 'pa#ss-word'],
    [`"it's # not"`, `it's # not`],
    ['plain text', 'plain text'],
  ])('are read as %s', (written, password) => {
    expect(load(`WEBDAV_PASSWORD=${written}\r\n`, named)).toMatchObject({
      configuration: { access: { password } },
      problems: [],
      warnings: [],
    });
  });

  it.each(['IMMICH_API_KEY', 'WEBDAV_USERNAME', 'WEBDAV_PASSWORD', 'WEBDAV_PASSWORD_HASH'])(
    'are refused under any of their names: %s',
    (name) => {
      for (const line of [`${name}=a#b`, `export ${name} = a$b`, `${name}: a#b`, `X=1\n\n  ${name}=c\n${name}=a#b`]) {
        const { problems } = load(line, { IMMICH_URL: 'http://immich' });
        expect(problems.filter((problem) => problem.startsWith(`${name} in `))).toHaveLength(1);
      }
    },
  );

  it('may be followed by a comment where a blank cannot be their own', () => {
    const source = 'IMMICH_API_KEY=abc   # needs album.read, costs $0\nIMMICH_URL=http://immich # at home\n';
    expect(load(source, {})).toMatchObject({ configuration: { immich: { apiKey: 'abc' } }, warnings: [] });
  });

  it('do not matter where the environment has others, in comments, or where a later line replaces them', () => {
    const source = '#WEBDAV_PASSWORD=a#b\nWEBDAV_PASSWORD=c$d\nIMMICH_API_KEY=e#f\nIMMICH_API_KEY=right\n';
    const own = { IMMICH_URL: 'http://immich', WEBDAV_USERNAME: 'ada', WEBDAV_PASSWORD: 'own#$' };
    expect(load(source, own)).toMatchObject({
      configuration: { access: { password: 'own#$' }, immich: { apiKey: 'right' } },
    });
  });

  it('are read as written or refused, whatever they are', () => {
    const unit = fc.constantFrom('a', 'b', '#', '$', '"', "'", '`', '\\', '=', ' ', '\t');
    fc.assert(
      fc.property(fc.string({ unit, minLength: 1, maxLength: 12 }), (text) => {
        const { problems, configuration } = load(`WEBDAV_PASSWORD=${text}\n`, named);
        if (configuration?.access.kind !== 'password') {
          expect(problems.join()).toContain('WEBDAV_PASSWORD');
          return;
        }
        const { password } = configuration.access;
        const isQuoted = /^\s*(['"`])/.exec(text)?.[1];
        expect(isQuoted ? text : text.trim()).toContain(password);
        if (!isQuoted) expect(password).toBe(text.trim());
      }),
      { numRuns: 500 },
    );
  });
});

it('warns of another value that its # ends', () => {
  const { warnings, configuration } = load('DATA_DIR=/data#1\nLOG_LEVEL=debug # for now\n', required);
  expect(configuration?.store.folder).toBe('/data');
  expect(warnings).toEqual([expect.stringMatching(/^DATA_DIR in .*\.env ends before its #; write DATA_DIR='…'/)]);
});

it.each([
  ['1234567', 1],
  ['12345678', 0],
])('warns of a password of fewer than eight characters, without its value: %s', (password, count) => {
  const { warnings = [] } = load('', { ...named, WEBDAV_PASSWORD: password });
  expect(warnings).toHaveLength(count);
  expect(warnings.join()).not.toContain(password);
});

it('lists what is wrong with the file and with the values at once', () => {
  const { problems } = load('WEBDAV_PASSWORD=a#b\nWEBDAV_PORT=x\n', { ...required, IMMICH_URL: '', IMMICH_ULR: 'u' });
  expect(problems.map((problem) => problem.split(' ')[0])).toEqual([
    'WEBDAV_PASSWORD',
    'IMMICH_URL',
    'WEBDAV_PORT',
    'A',
    'IMMICH_ULR',
  ]);
});

it('names a file that cannot be read', () => {
  const folder = folderWith('');
  expect(() => loadConfiguration(join(folder, '.env'), required)).toThrow(
    new RegExp(`- ${join(folder, '.env', '.env')} is, or is below, a file`),
  );
});

it('warns of a folder in the place of the file', () => {
  const folder = folderWith('');
  rmSync(join(folder, '.env'));
  mkdirSync(join(folder, '.env'));
  expect(loadConfiguration(folder, required).warnings).toEqual([
    `${join(folder, '.env')} is a folder, so no setting is read from it.`,
  ]);
});
