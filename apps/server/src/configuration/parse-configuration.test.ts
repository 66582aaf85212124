import { defaultDownloadLimits, defaultHttpLimits } from '@immich-webdav/webdav-adapter';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { ConfigurationError } from '../errors/configuration-error.ts';
import { parseConfiguration } from './parse-configuration.ts';
import type { Environment } from './setting.ts';
import { settingNames } from './settings.ts';

const required = { IMMICH_URL: 'http://immich:2283', IMMICH_API_KEY: 'k3y-0f-immich' };
const login = { WEBDAV_USERNAME: 'ada', WEBDAV_PASSWORD: 'correct horse' };
const parse = (environment: Environment = {}) => parseConfiguration({ ...required, ...environment });

function problemsOf(environment: Environment): readonly string[] {
  try {
    parseConfiguration(environment);
  } catch (error) {
    if (error instanceof ConfigurationError) return error.problems;
    throw error;
  }
  return [];
}

describe('what is accepted', () => {
  it('needs two variables and presets the rest', () => {
    expect(parse()).toEqual({
      immich: {
        url: 'http://immich:2283',
        apiKey: 'k3y-0f-immich',
        timeoutMs: 30_000,
        concurrency: 4,
        hints: true,
        libraryPathMap: [],
        searches: [],
        partners: false,
      },
      library: {
        refresh: { intervalMs: 60_000, sweepMs: 86_400_000, concurrency: 4 },
        show: {
          albumIds: [],
          excludedExtensions: [],
          flatten: false,
          views: ['albums'],
          viewSettings: { timelineLayout: 'year/month', recentDays: 30, randomCount: 100 },
          renditions: ['original'],
          livePhotos: 'still',
          stacks: 'all',
        },
      },
      sidecars: undefined,
      store: { folder: undefined, memoryBytes: 64_000_000 },
      pool: { mostOpen: 100, idleMs: 1_800_000 },
      content: { maxBytes: 0, folder: undefined },
      webdav: {
        host: '127.0.0.1',
        port: 1700,
        socket: undefined,
        fd: undefined,
        tls: undefined,
        trustedProxies: [],
        basePath: undefined,
        limits: defaultHttpLimits,
        downloads: defaultDownloadLimits,
      },
      access: { kind: 'anonymous', from: 'this-machine' },
      sharedLinks: false,
      writes: { level: 'off', stagingBytes: 10_000_000_000 },
      logLevel: 'info',
    });
  });

  it('takes blank variables as absent', () => {
    expect(parse(Object.fromEntries(settingNames.slice(2).map((name) => [name, '  '])))).toEqual(parse());
  });

  it.each([
    ['REFRESH_RATE_HOURS', { REFRESH_RATE_HOURS: '0.5' }, 1_800_000],
    ['REFRESH_RATE_HOURS without a zero', { REFRESH_RATE_HOURS: '.25' }, 900_000],
    ['REFRESH_INTERVAL', { REFRESH_INTERVAL: '30s' }, 30_000],
    ['REFRESH_INTERVAL over hours', { REFRESH_INTERVAL: '5m', REFRESH_RATE_HOURS: '2' }, 300_000],
  ])('reads %s', (_what, environment, expected) => {
    expect(parse(environment).library.refresh.intervalMs).toBe(expected);
  });

  it('reads how hard Immich is asked', () => {
    const { immich, library } = parse({ IMMICH_CONCURRENCY: '9', IMMICH_HINTS: 'false', SWEEP_INTERVAL: '12h' });
    expect(immich).toMatchObject({ concurrency: 9, hints: false });
    expect(library.refresh).toMatchObject({ concurrency: 9, sweepMs: 43_200_000 });
  });

  it('reads what the tree shows', () => {
    const { library, immich, sidecars } = parse({
      VIEWS: 'Timeline, people,searches,partners,people',
      TIMELINE_LAYOUT: 'year/month/day',
      SEARCHES: 'Beach=smart:beach at sunset',
      ALBUM_PATH_SEPARATOR: ' / ',
      SPLIT_FOLDERS_AT: '2000',
      RENDITIONS: 'original,compatible',
      LIVE_PHOTOS: 'pair',
      STACKS: 'folder',
      SIDECARS: 'xmp',
    });
    expect(library.show).toMatchObject({
      views: ['timeline', 'people', 'searches', 'partners'],
      viewSettings: { timelineLayout: 'year/month/day' },
      albumPathSeparator: ' / ',
      splitFoldersAt: 2000,
      renditions: ['original', 'compatible'],
      livePhotos: 'pair',
      stacks: 'folder',
    });
    expect(immich).toMatchObject({
      partners: true,
      searches: [{ name: 'Beach', query: { smart: 'beach at sunset' } }],
    });
    expect(sidecars).toBe('xmp');
  });

  it('reads how long to wait for Immich', () => {
    expect(parse({ IMMICH_TIMEOUT: '2m' }).immich.timeoutMs).toBe(120_000);
  });

  it('reads lists, in any case and with or without a dot', () => {
    const { library } = parse({
      EXCLUDED_FILE_TYPES: '.MOV, raw ,,*.Dng',
      ALBUM_IDS: ' 0F9D3E52-7A56-4C6B-9D3A-2F6C5A1B7E10 ,',
      FLATTEN_ASSET_STRUCTURE: 'TRUE',
    });
    expect(library.show.excludedExtensions).toEqual(['mov', 'raw', 'dng']);
    expect(library.show.albumIds).toEqual(['0f9d3e52-7a56-4c6b-9d3a-2f6c5a1b7e10']);
    expect(library.show.flatten).toBe(true);
  });

  it('reads where listings are kept, and how many in memory', () => {
    const store = parse({ DATA_DIR: '/var/lib/immich-webdav', CACHE_MEMORY_MB: '16' }).store;
    expect(store).toEqual({ folder: '/var/lib/immich-webdav', memoryBytes: 16_000_000 });
    expect(parse({ DATA_DIR: ':memory:' }).store.folder).toBe(':memory:');
  });

  it('reads how much content is kept, and where', () => {
    const { content } = parse({ CONTENT_CACHE_MB: '500', CONTENT_CACHE_DIR: '/var/cache/photos' });
    expect(content).toEqual({ maxBytes: 500_000_000, folder: '/var/cache/photos' });
    expect(problemsOf({ ...required, CONTENT_CACHE_MB: '500', DATA_DIR: ':memory:' })).toHaveLength(1);
    expect(problemsOf({ ...required, CONTENT_CACHE_MB: '0', DATA_DIR: ':memory:' })).toEqual([]);
  });

  it('reads the map of mounted folders', () => {
    expect(parse({ LIBRARY_PATH_MAP: '/data=/mnt/immich, /photos = /mnt/p' }).immich.libraryPathMap).toEqual([
      { from: '/data', to: '/mnt/immich' },
      { from: '/photos', to: '/mnt/p' },
    ]);
  });

  it.each([
    ['/', undefined],
    ['/photos', '/photos'],
    ['/a/b.c/', '/a/b.c'],
    ['/фото/Größe/', '/фото/Größe'],
    ['/my photos', '/my photos'],
    ['/Gr%C3%B6%C3%9Fe', '/Größe'],
  ])('reads the base path %s', (text, expected) => {
    expect(parse({ WEBDAV_BASE_PATH: text }).webdav.basePath).toBe(expected);
  });

  it('keeps blanks at the ends of a password', () => {
    expect(parse({ ...login, WEBDAV_PASSWORD: ' x ' }).access).toEqual({
      kind: 'password',
      username: 'ada',
      password: ' x ',
    });
  });
});

describe('where it listens', () => {
  it.each([
    ['loopback without credentials', {}, '127.0.0.1'],
    ['everywhere with credentials', login, '0.0.0.0'],
    ['everywhere when told so by name', { WEBDAV_ALLOW_ANONYMOUS: 'true' }, '0.0.0.0'],
    ['another loopback address without credentials', { WEBDAV_HOST: '127.8.0.1' }, '127.8.0.1'],
    ['::1 without credentials', { WEBDAV_HOST: '::1' }, '::1'],
    ['a named address with credentials', { ...login, WEBDAV_HOST: '192.0.2.7' }, '192.0.2.7'],
  ])('%s', (_what, environment, expected) => {
    expect(parse(environment).webdav.host).toBe(expected);
  });

  it.each(['0.0.0.0', '::', '192.0.2.7', 'example.org', '::ffff:192.0.2.1'])(
    'refuses %s without credentials',
    (host) => {
      expect(problemsOf({ ...required, WEBDAV_HOST: host })).toEqual([
        expect.stringMatching(/^WEBDAV_HOST .*WEBDAV_ALLOW_ANONYMOUS=true/),
      ]);
    },
  );
});

describe('who comes in', () => {
  const url = { IMMICH_URL: 'http://immich:2283' };
  const key = { IMMICH_API_KEY: 'k3y' };
  const log = { WEBDAV_USERNAME: 'ada', WEBDAV_PASSWORD: 'a long one' };

  it.each([
    ['an address alone', url, 'immich', '0.0.0.0'],
    ['AUTH=immich', { ...url, AUTH: 'immich' }, 'immich', '0.0.0.0'],
    ['a key', { ...url, ...key }, 'anonymous', '127.0.0.1'],
    ['a key and a password', { ...url, ...key, ...log }, 'password', '0.0.0.0'],
    ['a file of users', { ...url, USERS_FILE: '/etc/users.yaml' }, 'users', '0.0.0.0'],
  ])('with %s', (_, environment, kind, host) => {
    const { access, webdav } = parseConfiguration(environment);
    expect([access.kind, webdav.host]).toEqual([kind, host]);
  });

  it.each([
    [{ ...url, AUTH: 'single' }, 'AUTH=single needs IMMICH_API_KEY'],
    [{ ...url, AUTH: 'users' }, 'AUTH=users needs USERS_FILE'],
    [{ ...url, AUTH: 'immich', ...key }, 'IMMICH_API_KEY is for a server with one library'],
    [{ ...url, USERS_FILE: '/a', ...key }, 'IMMICH_API_KEY is for a server with one library'],
    [{ ...url, ...key, AUTH: 'single', USERS_FILE: '/a' }, 'USERS_FILE is for AUTH=users'],
    [{ ...url, ...log }, 'WEBDAV_USERNAME and its password are for a server with one library'],
    [{ ...url, USERS_FILE: '/a', ...log }, 'WEBDAV_USERNAME and its password are for a server with one library'],
    [{ ...url, WEBDAV_ALLOW_ANONYMOUS: 'true' }, 'WEBDAV_ALLOW_ANONYMOUS is for a server with one library'],
    [{ ...url, AUTH: 'everyone' }, 'AUTH is not valid; accepted: immich, users, single.'],
  ])('refuses %j', (environment, problem) => {
    expect(problemsOf({ IMMICH_API_KEY: undefined, ...environment })).toEqual([expect.stringContaining(problem)]);
  });
});

describe('what is refused', () => {
  it('names every problem at once, with what is accepted', () => {
    const problems = problemsOf({
      IMMICH_URL: 'immich',
      WEBDAV_PORT: '70000',
      LOG_LEVEL: 'loud',
      WEBDAV_USERNAME: 'a',
    });
    expect(problems.map((problem) => problem.split(' ')[0])).toEqual([
      'IMMICH_URL',
      'WEBDAV_PORT',
      'LOG_LEVEL',
      'WEBDAV_USERNAME',
      'WEBDAV_USERNAME',
    ]);
    expect(problems[0]).toBe(
      'IMMICH_URL is not valid; accepted: an http:// or https:// address without user name and query, such as http://immich.local:2283.',
    );
  });

  it.each([
    ['IMMICH_URL', 'ftp://immich'],
    ['VIEWS', 'albums,photos'],
    ['VIEWS', ','],
    ['TIMELINE_LAYOUT', 'month'],
    ['RECENT_DAYS', '0'],
    ['RANDOM_COUNT', '10000'],
    ['SEARCHES', 'Beach'],
    ['SPLIT_FOLDERS_AT', '99'],
    ['ALBUM_PATH_SEPARATOR', 'a\nb'],
    ['RENDITIONS', 'small'],
    ['LIVE_PHOTOS', 'both'],
    ['STACKS', 'none'],
    ['SIDECARS', 'json'],
    ['DATA_DIR', 'data'],
    ['CACHE_MEMORY_MB', '0'],
    ['CONTENT_CACHE_MB', '15'],
    ['CONTENT_CACHE_MB', '-1'],
    ['CONTENT_CACHE_DIR', 'content'],
    ['CACHE_MEMORY_MB', '64 MB'],
    ['IMMICH_URL', 'http://user:pass@immich'],
    ['IMMICH_API_KEY', 'two words'],
    ['IMMICH_TIMEOUT', '30'],
    ['IMMICH_TIMEOUT', '100ms'],
    ['IMMICH_TIMEOUT', '61m'],
    ['ALBUM_IDS', 'Holiday'],
    ['REFRESH_RATE_HOURS', '0'],
    ['REFRESH_RATE_HOURS', '-1'],
    ['REFRESH_RATE_HOURS', '577'],
    ['IMMICH_CONCURRENCY', '0'],
    ['IMMICH_CONCURRENCY', '65'],
    ['IMMICH_CONCURRENCY', '2.5'],
    ['IMMICH_HINTS', 'maybe'],
    ['SWEEP_INTERVAL', '1s'],
    ['SWEEP_INTERVAL', '25d'],
    ['SWEEP_INTERVAL', '1'],
    ['REFRESH_INTERVAL', '30'],
    ['REFRESH_INTERVAL', '10ms'],
    ['REFRESH_INTERVAL', '3 parsecs'],
    ['EXCLUDED_FILE_TYPES', 'a/b'],
    ['FLATTEN_ASSET_STRUCTURE', 'perhaps'],
    ['LIBRARY_PATH_MAP', '/data'],
    ['LIBRARY_PATH_MAP', 'data=/mnt'],
    ['LIBRARY_PATH_MAP', '/data=/mnt=/x'],
    ['WEBDAV_PORT', '1.5'],
    ['WEBDAV_PORT', '65536'],
    ['WEBDAV_HOST', 'http://here'],
    ['WEBDAV_BASE_PATH', 'photos'],
    ['WEBDAV_BASE_PATH', '/a/../b'],
    ['WEBDAV_BASE_PATH', '/a?b'],
    ['WEBDAV_BASE_PATH', '/a%2Fb'],
    ['WEBDAV_BASE_PATH', '/a/%2e%2E/b'],
    ['WEBDAV_BASE_PATH', '/50%'],
    ['WEBDAV_BASE_PATH', '/a//b'],
    ['WEBDAV_BASE_PATH', '/a\\b'],
    ['WEBDAV_USERNAME', 'a:b'],
    ['WEBDAV_PASSWORD_HASH', 'scrypt:2:1:1:short:short'],
    ['WEBDAV_PASSWORD_HASH', `scrypt:1048576:32:1:${'a'.repeat(22)}:${'a'.repeat(43)}`],
    ['LOG_LEVEL', 'verbose'],
  ])('%s=%s', (name, value) => {
    expect(problemsOf({ ...required, [name]: value })).toEqual([expect.stringMatching(new RegExp(`^${name} `))]);
  });

  it('says what is wrong with each search', () => {
    const [problem] = problemsOf({ ...required, SEARCHES: 'A=rating:9; B=colour:red' });
    expect(problem).toMatch(/Search "A": rating: .*Search "B": colour:red is no term/);
  });

  it.each(['VIEWS', 'RENDITIONS'])('says which of %s there are not', (name) => {
    const [problem] = problemsOf({ ...required, [name]: 'Foto,original,albums,"x"' });
    expect(problem).toMatch(/"Foto" is none of them\. .*"\\"x\\"" is none of them\.$/);
  });

  it('wants searches where a view shows them', () => {
    expect(problemsOf({ ...required, VIEWS: 'searches' })).toEqual([expect.stringMatching(/^VIEWS .*set SEARCHES/)]);
  });

  it.each(['/a,b=/mnt/p', '/a=b=/mnt/p', '/a=/mnt/p,q'])('says that the map %s cannot be written', (map) => {
    expect(problemsOf({ ...required, LIBRARY_PATH_MAP: map })).toEqual([expect.stringContaining('holds a comma or =')]);
  });

  it.each([
    ['a name without a password', { WEBDAV_USERNAME: 'ada' }, /WEBDAV_PASSWORD/],
    ['a password without a name', { WEBDAV_PASSWORD: 'x' }, /WEBDAV_USERNAME/],
    ['a password and a hash', { ...login, WEBDAV_PASSWORD_HASH: aHash() }, /keep one/],
    ['credentials that nobody needs', { ...login, WEBDAV_ALLOW_ANONYMOUS: 'true' }, /keep one/],
  ])('%s', (_what, environment, expected) => {
    expect(problemsOf({ ...required, ...environment })).toEqual([expect.stringMatching(expected)]);
  });
});

describe('for any input', () => {
  const anyText = fc.oneof(
    fc.string({ unit: 'binary' }),
    fc.constantFrom('true', '1', '/', '0.0.0.0', '1h', '.', '=', 'http://', '::', ',,', '9'.repeat(400)),
  );
  const anyEnvironment = fc.dictionary(fc.constantFrom(...settingNames), anyText);

  it('gives a configuration or a ConfigurationError', () => {
    fc.assert(
      fc.property(anyEnvironment, (environment) => {
        expect(() => problemsOf(environment)).not.toThrow();
      }),
      { numRuns: 1000 },
    );
  });

  it('never quotes a secret', () => {
    const secret = fc.stringMatching(/^[a-z0-9:]{12,40}$/);
    fc.assert(
      fc.property(anyEnvironment, secret, secret, secret, (environment, apiKey, password, hash) => {
        const all = {
          ...environment,
          IMMICH_API_KEY: `${apiKey} `,
          WEBDAV_PASSWORD: password,
          WEBDAV_PASSWORD_HASH: hash,
        };
        const told = problemsOf({ ...all, IMMICH_URL: `http://x:${password}@y` }).join('\n');
        expect(told).toContain('WEBDAV_PASSWORD_HASH');
        for (const each of [apiKey, password, hash]) expect(told).not.toContain(each);
      }),
    );
  });
});

function aHash(): string {
  return `scrypt:16384:8:1:${'a'.repeat(22)}:${'a'.repeat(43)}`;
}
