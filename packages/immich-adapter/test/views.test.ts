import { createPhotoLibrary, viewNames } from '@immich-webdav/core';
import { library, photo } from '@immich-webdav/fake-immich';
import { describe, expect, onTestFinished, test } from 'vitest';
import { parseSearches } from '../src/index.ts';
import { brief, during, MINUTE, NOON, startAtNoon } from './clocked.ts';
import { RELEASES } from './start.ts';

const clock = { now: () => NOON, elapsed: () => performance.now(), random: () => 0, sleep: async () => {} };
const { searches } = parseSearches('Videos=type:video; Beach=smart:beach');

const dated = (name: string, day: string) =>
  photo(name, { fileCreatedAt: `${day}T12:00:00Z`, createdAt: NOON - MINUTE });

describe.each(RELEASES)('all views of Immich %s', (version) => {
  test('a refresh that finds nothing new asks little, and one change reads its month and nothing else', async () => {
    const [a, b] = [dated('a.jpg', '2024-01-15'), dated('b.jpg', '2024-03-15')];
    const described = library()
      .album('A', [a])
      .loose(b, dated('c.jpg', '2024-03-16'))
      .person('Bob', { assets: [a] })
      .person('Eve', { assets: [b] })
      .tag('Trips/2024', [a])
      .smartSearch({ beach: [b] });
    const started = await startAtNoon({ version, library: described }, { searches });
    const photos = createPhotoLibrary({ source: started.source, clock, show: { views: viewNames } });
    onTestFinished(() => photos.stop());
    await photos.refresh();
    started.wait(MINUTE);
    const idle = await during(started, () => photos.refresh());
    // Albums 1 (2), months 2, people 2, tags 2, what is in no album 1 (2), searches 0 or 1 (2).
    expect(idle.length).toBeLessThanOrEqual(version === '3.1.0' ? 9 : 12);

    started.wait(MINUTE);
    started.immich.library.favorite(started.immich.library.assetNamed('b.jpg').id);
    const busy = await during(started, async () => {
      await photos.refresh();
      // In 2.7 it was the archive's turn.
      if (version === '2.7.5') await photos.refresh();
    });
    expect(busy.filter(({ path }) => path.endsWith('/metadata')).length).toBe(version === '3.1.0' ? 2 : 5);
    expect(busy.map(brief).filter((line) => line.startsWith('GET /api/albums/'))).toEqual([]);
    const folder = await photos.tree.resolve(['Favorites']);
    const names = folder?.kind === 'collection' ? (await photos.tree.members(folder)).map(({ name }) => name) : [];
    expect(names).toEqual(['b.jpg']);
  });
});
