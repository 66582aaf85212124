import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { fileVariables } from './secret-files.ts';
import { settingNames } from './settings.ts';
import { unknownVariables } from './unknown-variables.ts';

describe('variables that look like settings', () => {
  it.each([
    ['IMMICH_ULR', 'IMMICH_URL'],
    ['immich_url', 'IMMICH_URL'],
    ['IMICH_URL', 'IMMICH_URL'],
    ['IMMICH_APIKEY', 'IMMICH_API_KEY'],
    ['IMMICH_API_KEYS', 'IMMICH_API_KEY'],
    ['IMMICH_URL_FILE', 'IMMICH_URL'],
    ['IMMICH_API_KEY_FIL', 'IMMICH_API_KEY_FILE'],
    ['WEBDAV_PASSWORD_FILES', 'WEBDAV_PASSWORD_FILE'],
    ['WEBDAV_USER', 'WEBDAV_USERNAME'],
    ['WEBDAV_PASS', 'WEBDAV_PASSWORD'],
    ['VIEW', 'VIEWS'],
    ['RENDITION', 'RENDITIONS'],
    ['Log-Level', 'LOG_LEVEL'],
  ])('%s is taken for %s', (name, meant) => {
    expect(unknownVariables({ [name]: 'value' })).toEqual([`${name} is not a setting; did you mean ${meant}?`]);
  });

  it('names any other that begins like those of this program alone', () => {
    expect(unknownVariables({ WEBDAV_COLOUR: 'red' })).toEqual([
      'WEBDAV_COLOUR is not a setting; --help lists all of them.',
    ]);
  });

  it('finds each setting with one letter missing', () => {
    fc.assert(
      fc.property(fc.constantFrom(...settingNames), fc.nat(), (name, at) => {
        const position = at % name.length;
        const misspelled = name.slice(0, position) + name.slice(position + 1);
        expect(unknownVariables({ [misspelled]: '' })).toHaveLength(1);
      }),
    );
  });
});

it('says nothing of settings, of Immich’s own variables and of those of other programs', () => {
  const others = `
    IMMICH_VERSION IMMICH_HOST IMMICH_PORT IMMICH_LOG_LEVEL IMMICH_MACHINE_LEARNING_URL IMMICH_CONFIG_FILE IMMICH_ENV
    IMMICH_MEDIA_LOCATION IMMICH_SERVER_PORT_2283_TCP PATH HOME LANG LOGNAME NODE_OPTIONS XDG_DATA_DIRS UPLOAD_LOCATION
    DB_PASSWORD TZ DATA_HOME PORT HOST STACKTRACE npm_config_user_agent npm_package_engines_node _`;
  const names = [...settingNames, ...fileVariables, ...others.trim().split(/\s+/)];
  expect(unknownVariables(Object.fromEntries(names.map((name) => [name, 'x'])))).toEqual([]);
});
