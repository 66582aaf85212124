import { describe, expect, it } from 'vitest';
import { album, asset } from '../../test/library.ts';
import { createManualClock } from '../../test/manual-clock.ts';
import { setUp, trips, unavailable } from '../../test/set-up.ts';
import { LibraryError } from '../errors/library-error.ts';
import { createMemorySource } from '../memory/memory-source.ts';
import { createPhotoLibrary } from '../photo-library.ts';
import type { Asset } from '../ports/asset.ts';
import type { AssetSource } from '../ports/asset-source.ts';
import type { CollectionResource } from '../ports/resource.ts';

const kindsFailing = (code: 'forbidden' | 'not-supported' | 'unavailable', failing: readonly string[]) => {
  const set = setUp(
    { albums: [trips], people: [], tags: [] },
    {
      views: ['albums', 'people', 'tags'],
      stacks: 'primary',
      override: {
        listGroups: async (kind) => {
          if (failing.includes(kind)) throw new LibraryError(code, `No ${kind}.`);
          return set.memory.listGroups(kind);
        },
        stacks: {
          list: async () => {
            if (failing.includes('stack')) throw new LibraryError(code, 'No stacks.');
            return [];
          },
        },
      },
      observer: {
        refreshFailed: (error, kind) => told.push(`${kind ?? 'library'} ${error.code}`),
        kindUnavailable: (kind, error) => told.push(`left out ${kind} ${error.code}`),
        refreshEnded: (result) => told.push(result),
      },
    },
  );
  const told: string[] = [];
  return { ...set, told };
};

describe('what cannot be listed', () => {
  it('is told of the library, once, where it is everything', async () => {
    const { library, told } = kindsFailing('unavailable', ['stack', 'album', 'month', 'person', 'tag']);
    await library.refresh();
    expect(told).toEqual(['library unavailable', 'failed']);
    expect(library.ready).toBe(false);
  });

  it('is told of its kinds where others can be', async () => {
    const { library, told } = kindsFailing('unavailable', ['stack', 'tag']);
    await library.refresh();
    expect(told.toSorted()).toEqual(['failed', 'stack unavailable', 'tag unavailable']);
  });

  it.each(['forbidden', 'not-supported'] as const)('is left out for good where others are there: %s', async (code) => {
    const { library, told, names } = kindsFailing(code, ['tag']);
    await library.refresh();
    await library.refresh();
    expect(told).toEqual([`left out tag ${code}`, 'complete', 'complete']);
    expect(library.ready).toBe(true);
    expect(await names()).toEqual(['Albums', 'People']);
  });

  it.each(['forbidden', 'not-supported'] as const)('hides nothing where it is everything: %s', async (code) => {
    const failing: string[] = [];
    const { library, told, names } = kindsFailing(code, failing);
    await library.refresh();
    failing.push('album', 'person', 'tag');
    told.length = 0;
    for (let refresh = 0; refresh < 2; refresh++) await library.refresh();
    expect(await names()).toEqual(['Albums', 'People', 'Tags']);
    expect(await names('Albums')).toEqual(['Trips']);
    expect(told.filter((line) => line === 'failed')).toHaveLength(2);
    expect(told.some((line) => line.endsWith(`left out tag ${code}`) || line.endsWith(code))).toBe(true);
  });
});

describe('refreshing', () => {
  it('keeps the same members while nothing changes, and changes every etag up to the root when a member does', async () => {
    const { library, tree, memory } = setUp([trips, album('Other', [])]);
    const look = async () => {
      const root = (await tree.resolve([])) as CollectionResource;
      const folder = (await tree.resolve(['Trips'])) as CollectionResource;
      const other = (await tree.resolve(['Other'])) as CollectionResource;
      return { root: root.etag, folder: folder.etag, other: other.etag, members: await tree.members(folder) };
    };
    await library.refresh();
    const before = await look();
    await library.refresh();
    const same = await look();
    expect(same.members).toBe(before.members);
    expect(same).toEqual(before);
    memory.setAlbums([{ ...trips, assets: [...trips.assets, asset('c.jpg')] }, album('Other', [])]);
    await library.refresh();
    const after = await look();
    expect(after.members).toHaveLength(3);
    expect(after.root).not.toBe(before.root);
    expect(after.folder).not.toBe(before.folder);
    expect(after.other).toBe(before.other);
  });

  it('reads only the albums whose revision moved', async () => {
    const { library, memory, events } = setUp([trips, album('Other', [])]);
    await library.refresh();
    await library.refresh();
    memory.setAlbums([trips, album('Other', [asset('new.jpg')])]);
    await library.refresh();
    expect(events).toEqual(['refreshed 2 2 0', 'refreshed 2 0 0', 'refreshed 2 1 0']);
  });

  it('reads the list of albums anew each time', async () => {
    const { library, memory, names } = setUp([trips]);
    await library.refresh();
    memory.setAlbums([album('New', [])]);
    await library.refresh();
    expect(await names()).toEqual(['New']);
  });

  it('retries three times with back-off, says one failure and keeps the last good list', async () => {
    let down = false;
    const memory = createMemorySource([trips]);
    const override = {
      listGroups: async (kind: 'album') => (down ? Promise.reject(unavailable()) : memory.listGroups(kind)),
    };
    const { library, clock, events, names } = setUp([trips], { override });
    await library.refresh();
    down = true;
    await library.refresh();
    expect(clock.slept).toEqual([500, 1000, 2000]);
    expect(events).toEqual(['refreshed 1 1 0', 'retry 1', 'retry 2', 'retry 3', 'refresh failed: unavailable']);
    expect(await names()).toEqual(['Trips']);
    expect(await names('Trips')).toEqual(['a.jpg', 'b.mp4']);
  });

  it('reads all other kinds when the groups of one cannot be listed', async () => {
    const favorite = asset('a.jpg', 'a', { isFavorite: true });
    const memory = createMemorySource({ albums: [trips], loose: [favorite], people: [] });
    const failing = new Set(['person']);
    const override: Partial<AssetSource> = {
      listGroups: async (kind) => (failing.has(kind) ? Promise.reject(unavailable()) : memory.listGroups(kind)),
    };
    const { library, events, names } = setUp([], {
      override: { ...memory, ...override },
      views: ['people', 'favorites'],
    });
    await library.refresh();
    expect(await names('Favorites')).toEqual(['a.jpg']);
    expect(events.slice(3)).toEqual(['refresh failed: unavailable', 'refreshed 1 1 1']);
    memory.setLibrary({ albums: [trips], people: [{ id: 'p', name: 'Zoë', assets: [asset('b.jpg')] }] });
    failing.clear();
    await library.refresh();
    expect(await names('People')).toEqual(['Zoë']);
    expect(await names('Favorites')).toEqual([]);
  });

  it('shows an album that fails and does not hold up the others', async () => {
    const memory = createMemorySource([trips, album('Bad', [])]);
    const override: Partial<AssetSource> = {
      listAssets: (query) => {
        if (query.group.name === 'Bad') throw unavailable();
        return memory.listAssets(query);
      },
    };
    const { library, events, names } = setUp([trips, album('Bad', [])], { override });
    await library.refresh();
    expect(await names()).toEqual(['Bad', 'Trips']);
    expect(await names('Trips')).toHaveLength(2);
    await expect(names('Bad')).rejects.toMatchObject({ code: 'unavailable' });
    expect(events).toContain('Bad failed: unavailable');
  });

  it('reads a listing again when its count does not agree', async () => {
    let readings = 0;
    const memory = createMemorySource([trips]);
    const override: Partial<AssetSource> = {
      async *listAssets(query) {
        readings++;
        for await (const page of memory.listAssets(query)) yield readings < 3 ? page.slice(1) : [...page, ...page];
      },
    };
    const { library, events, names } = setUp([trips], { override });
    await library.refresh();
    expect(readings).toBe(3);
    expect(await names('Trips')).toHaveLength(2);
    expect(events).toEqual(['refreshed 1 1 0']);
  });

  it('keeps a complete listing when the next one never agrees, and heals at the next refresh', async () => {
    let broken = false;
    const memory = createMemorySource([trips]);
    const override: Partial<AssetSource> = {
      listGroups: (kind) => memory.listGroups(kind),
      async *listAssets(query) {
        for await (const page of memory.listAssets(query)) yield broken ? [] : page;
      },
    };
    const { library, events, names } = setUp([trips], { override });
    await library.refresh();
    broken = true;
    memory.setAlbums([{ ...trips, assets: [...trips.assets, asset('c.jpg')] }]);
    await library.refresh();
    expect(await names('Trips')).toHaveLength(2);
    broken = false;
    await library.refresh();
    expect(await names('Trips')).toHaveLength(3);
    expect(events).toEqual(['refreshed 1 1 0', 'disagrees 0', 'refreshed 1 1 1', 'refreshed 1 1 0']);
  });

  it('shows what there is of a listing that never agreed, and reads it again at the next refresh', async () => {
    let broken = true;
    const memory = createMemorySource([trips]);
    const override: Partial<AssetSource> = {
      async *listAssets(query) {
        for await (const page of memory.listAssets(query)) yield broken ? page.slice(1) : page;
      },
    };
    const { library, names } = setUp([trips], { override });
    await library.refresh();
    expect(await names('Trips')).toHaveLength(1);
    broken = false;
    await library.refresh();
    expect(await names('Trips')).toHaveLength(2);
  });

  it('does not take an earlier reading for a later revision', async () => {
    const memory = createMemorySource([trips]);
    const release: (() => void)[] = [];
    let isSlow = true;
    const override: Partial<AssetSource> = {
      listGroups: (kind) => memory.listGroups(kind),
      async *listAssets(query) {
        const pages: (readonly Asset[])[] = [];
        for await (const page of memory.listAssets(query)) pages.push(page);
        if (isSlow) await new Promise<void>((resolve) => release.push(resolve));
        yield* pages;
      },
    };
    const { library, names } = setUp([trips], { override });
    const waiting = names('Trips');
    while (release.length === 0) await new Promise((resolve) => setTimeout(resolve));
    isSlow = false;
    memory.setAlbums([{ ...trips, assets: [...trips.assets, asset('c.jpg')] }]);
    const refreshing = library.refresh();
    for (const go of release) go();
    await Promise.all([waiting, refreshing]);
    expect(await names('Trips')).toHaveLength(3);
  });

  it('gives every album its first turn before any has its second', async () => {
    const albums = ['a', 'b', 'c', 'd'].map((name) => album(name, []));
    const memory = createMemorySource(albums);
    const turns: string[] = [];
    const override: Partial<AssetSource> = {
      listGroups: (kind) => memory.listGroups(kind),
      listAssets: (query) => {
        turns.push(query.group.name);
        if (query.group.name < 'c') throw unavailable();
        return memory.listAssets(query);
      },
    };
    const { library } = setUp(albums, { override, refresh: { concurrency: 1 } });
    await library.refresh();
    expect(turns.join('')).toBe('abcdababab');
    turns.length = 0;
    memory.setAlbums([...albums, album('e', [])]);
    await library.refresh();
    expect(turns[0]).toBe('e');
  });

  it('does not wait for a source that asks for more than half a minute', async () => {
    const override = {
      listGroups: async () =>
        Promise.reject(new LibraryError('rate-limited', 'Slow down.', { retryAfterMs: 99_999_999 })),
    };
    const { library, clock, events } = setUp([], { override });
    await library.refresh();
    expect(clock.slept).toEqual([]);
    expect(events).toEqual(['refresh failed: rate-limited']);
    const patient = setUp([], {
      override: {
        listGroups: async () => Promise.reject(new LibraryError('unavailable', 'Down.', { retryAfterMs: 7000 })),
      },
    });
    await patient.library.refresh();
    expect(patient.clock.slept).toEqual([7000, 7000, 7000]);
  });

  it('names chosen albums that are not there, once', async () => {
    const { library, events } = setUp([trips], { albumIds: [trips.id, 'nobody'] });
    await library.refresh();
    await library.refresh();
    expect(events).toEqual(['missing nobody', 'refreshed 1 1 0', 'refreshed 1 0 0']);
  });

  it('tells how many requests a refresh took, where the source counts them', async () => {
    let requests = 0;
    const memory = createMemorySource([trips]);
    const reports: (number | undefined)[] = [];
    const counting: AssetSource = {
      ...memory,
      get requests() {
        return requests;
      },
      listGroups: (kind) => {
        requests++;
        return memory.listGroups(kind);
      },
    };
    const observer = { refreshed: (report: { requests?: number }) => reports.push(report.requests) };
    const clock = createManualClock();
    const library = createPhotoLibrary({ source: counting, clock, observer });
    await library.refresh();
    await library.refresh();
    await createPhotoLibrary({ source: memory, clock, observer }).refresh();
    expect(reports).toEqual([1, 1, undefined]);
  });

  it('does not ask twice for what is on its way', async () => {
    let asked = 0;
    const memory = createMemorySource([trips]);
    const override: Partial<AssetSource> = {
      listGroups: (kind) => {
        asked++;
        return memory.listGroups(kind);
      },
    };
    const { names } = setUp([trips], { override });
    await Promise.all([names(), names(), names()]);
    expect(asked).toBe(1);
  });
});
