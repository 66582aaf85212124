import { neededKinds, type ViewName, viewNames } from '@immich-webdav/core';
import { library, photo } from '@immich-webdav/fake-immich';
import { describe, expect, it } from 'vitest';
import { versions } from '../start-server.ts';
import { ask, names, startFaulty, until } from './start-faulty.ts';

/** All that any view needs. */
const PERMISSIONS = [
  'album.read',
  'asset.read',
  'asset.download',
  'asset.statistics',
  'partner.read',
  'person.read',
  'tag.read',
  'user.read',
] as const;

/** Each view that needs other permissions than those before; what is made of months needs the same as `timeline`. */
const VIEWS: readonly ViewName[] = [
  'albums',
  'shared-with-me',
  'timeline',
  'favorites',
  'partners',
  'not-in-album',
  'people',
  'tags',
  'searches',
];

const [first, second] = [photo('first.jpg', { isFavorite: true }), photo('second.jpg')];

const shown = (permissions: readonly string[]) =>
  library()
    .user('bob')
    .user('admin', {
      apiKeys: [{ secret: 'narrow', permissions }, { secret: 'admin-key' }],
      partners: [{ user: 'bob', inTimeline: true }],
    })
    .album('Trip', [first])
    .album('Lent', [photo('lent.jpg')], { owner: 'bob', sharedWith: [{ user: 'admin', role: 'viewer' }] })
    .loose(second)
    .person('Eve', { assets: [first] })
    .tag('Trips', [first]);

/** Every path of the tree, that of a folder that cannot be listed with its status. */
async function walk(url: string, path = ''): Promise<readonly string[]> {
  const { status } = await ask(url, path, { method: 'PROPFIND', headers: { depth: '0' } });
  if (status !== 207) return [`${path} ${status}`];
  const { status: listed } = await ask(url, path, { method: 'PROPFIND', headers: { depth: '1' } });
  if (listed !== 207) return [`${path} ${listed}`];
  const inside = await names(url, path);
  const paths = inside.map((name) => `${path}${encodeURIComponent(name)}`);
  const below = await Promise.all(
    paths.map(async (one) => (one.includes('.') ? [one] : [`${one}/`, ...(await walk(url, `${one}/`))])),
  );
  return below.flat();
}

const environmentOf = (views: string) => ({ VIEWS: views, SEARCHES: 'All=type:image', IMMICH_API_KEY: 'narrow' });

/** What a client sees, and what the log says, once a refresh is over. */
async function look(version: (typeof versions)[number], view: string, permissions: readonly string[]) {
  const server = await startFaulty({ version, library: shown(permissions), environment: environmentOf(view) });
  await until(() => server.immich.openRequests === 0);
  return { paths: await walk(server.url), warnings: server.warnings().map((line) => JSON.stringify(line)) };
}

it('every other view rests on months alone, as timeline does', () => {
  for (const view of viewNames.filter((name) => !VIEWS.includes(name)))
    expect([view, neededKinds({ views: [view] })]).toEqual([view, ['month']]);
});

describe.each(versions)('a key of Immich %s without one permission', (version) => {
  it.each(VIEWS)(
    '%s is right, or a warning names the permission',
    async (view) => {
      const whole = await look(version, view, PERMISSIONS);
      expect(whole.warnings).toEqual([]);
      expect(whole.paths.length).toBeGreaterThan(0);
      expect(whole.paths.some((path) => path.includes(' '))).toBe(false);
      for (const missing of PERMISSIONS) {
        const { paths, warnings } = await look(
          version,
          view,
          PERMISSIONS.filter((one) => one !== missing),
        );
        const isRight = JSON.stringify(paths) === JSON.stringify(whole.paths);
        const isTold = warnings.some((line) => line.includes(missing));
        expect([missing, isRight || isTold, paths]).toEqual([missing, true, paths]);
      }
    },
    60_000,
  );
});
