import { createPhotoLibrary, type ViewName, viewNames } from '@immich-webdav/core';
import { type LibraryDescription, library, photo, video } from '@immich-webdav/fake-immich';
import { describe, expect, onTestFinished, test } from 'vitest';
import { parseSearches } from '../src/index.ts';
import { brief, during, MINUTE, NOON, startAtNoon } from './clocked.ts';
import { known, RELEASES } from './start.ts';

const clock = { now: () => NOON, elapsed: () => performance.now(), random: () => 0, sleep: async () => {} };
const { searches } = parseSearches('Videos=type:video; Italy=country:Italy; Beach=smart:beach');

/** Something for every view, of two users and of several months. */
function everything(): LibraryDescription {
  const at = (day: string) => ({ fileCreatedAt: `${day}T12:00:00Z`, createdAt: NOON - MINUTE });
  const rome = photo('rome.jpg', { ...at('2024-01-15'), exif: { country: 'Italy' }, isFavorite: true });
  const clip = video('clip.mp4', at('2024-03-15'));
  const old = photo('old.jpg', { ...at('2024-03-16'), visibility: 'archive' });
  const loose = photo('loose.jpg', { ...at('2025-06-15'), isFavorite: true });
  return library()
    .user('admin', { partners: [{ user: 'bob', inTimeline: true }] })
    .user('bob')
    .album('Trips', [rome, clip, old], { owner: 'admin' })
    .album('Lent', [photo('bobs.jpg', at('2024-03-17'))], { owner: 'bob', sharedWith: [{ user: 'admin' }] })
    .loose({ ...loose, owner: 'admin' })
    .person('Eve', { assets: [rome, clip] })
    .person('Zoe', { assets: [old] })
    .tag('Trips/2024', [rome, old])
    .smartSearch({ beach: [rome] });
}

const nothing = (): LibraryDescription => library().user('admin').user('bob');

async function shown(version: (typeof RELEASES)[number], content: LibraryDescription, views: readonly ViewName[]) {
  const partners = views.includes('partners');
  const started = await startAtNoon({ version, library: content }, { searches, partners, hints: false });
  const photos = createPhotoLibrary({ source: started.source, clock, show: { views } });
  onTestFinished(() => photos.stop());
  await photos.refresh();
  const root = known(await photos.tree.resolve([]));
  if (root.kind === 'collection') await photos.tree.members(root);
  return { ...started, photos };
}

/** What each of some refreshes asks while nothing changes. */
async function idleRefreshes({ photos, ...started }: Awaited<ReturnType<typeof shown>>): Promise<string[][]> {
  const asked: string[][] = [];
  for (let cycle = 0; cycle < 4; cycle++) {
    started.wait(MINUTE);
    asked.push((await during(started, () => photos.refresh())).map(brief));
  }
  return asked;
}

const LIBRARIES = [
  ['with everything', everything],
  ['with nothing', nothing],
] as const;

/** Requests for a view's own groups; what is made of months has none. */
const OWN: Partial<Record<ViewName, Record<(typeof RELEASES)[number], number>>> = {
  // While there is none, 3.1 is asked for its version as well.
  albums: { '2.7.5': 2, '3.1.0': 2 },
  'shared-with-me': { '2.7.5': 2, '3.1.0': 2 },
  people: { '2.7.5': 2, '3.1.0': 2 },
  tags: { '2.7.5': 2, '3.1.0': 2 },
  'not-in-album': { '2.7.5': 2, '3.1.0': 1 },
  searches: { '2.7.5': 2, '3.1.0': 1 },
};

/** Where the timeline and the archive are counted apart there are two counts, and all of them are asked for: what left must not stay. */
const ofMonths = (version: (typeof RELEASES)[number], views: readonly ViewName[]): number =>
  version === '2.7.5' || views.includes('partners') ? 3 : 2;

const restsOnMonths = (view: ViewName): boolean => view !== 'albums' && view !== 'shared-with-me';

describe.each(RELEASES)('an idle refresh of Immich %s', (version) => {
  describe.each(LIBRARIES)('%s', (_, content) => {
    test.each(viewNames)('asks no more than the view %s needs', async (view) => {
      const most = (OWN[view]?.[version] ?? 0) + (restsOnMonths(view) ? ofMonths(version, [view]) : 0);
      for (const asked of await idleRefreshes(await shown(version, content(), [view]))) {
        expect(asked.length, asked.join(', ')).toBeLessThanOrEqual(most);
      }
    });
  });

  test('asks for months once for all views', async () => {
    const own = Object.entries(OWN).filter(([view]) => view !== 'shared-with-me');
    const most = own.reduce((sum, [, requests]) => sum + requests[version], ofMonths(version, viewNames));
    for (const asked of await idleRefreshes(await shown(version, everything(), viewNames))) {
      expect(asked.length, asked.join(', ')).toBeLessThanOrEqual(most);
    }
  });

  test('costs three requests for all views of months together', async () => {
    const views = viewNames.filter(
      (name) => !['albums', 'shared-with-me', 'people', 'tags', 'not-in-album', 'searches'].includes(name),
    );
    expect(views).toHaveLength(12);
    for (const asked of await idleRefreshes(await shown(version, everything(), views))) {
      // With partners the archive is counted apart.
      expect(asked).toEqual([
        'GET /api/timeline/buckets 304',
        'GET /api/timeline/buckets 304',
        'POST /api/search/metadata 200',
      ]);
    }
  });
});
