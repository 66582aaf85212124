import { expect, it } from 'vitest';
import { album, asset } from '../../test/library.ts';
import { setUp, trips, unavailable } from '../../test/set-up.ts';
import { LibraryError } from '../errors/library-error.ts';
import { createMemorySource } from '../memory/memory-source.ts';
import { createMemoryStore } from '../memory/memory-store.ts';
import type { AssetSource } from '../ports/asset-source.ts';
import type { Clock } from '../ports/clock.ts';
import type { LibraryStore } from '../ports/library-store.ts';

const down: Partial<AssetSource> = {
  listGroups: async () => Promise.reject(unavailable()),
  listAssets: () => {
    throw unavailable();
  },
};

async function filledStore(albums = [trips]): Promise<LibraryStore> {
  const store = createMemoryStore();
  await setUp(albums, { store }).library.refresh();
  return store;
}

it('serves what it kept although the source is down', async () => {
  const store = await filledStore();
  const { library, names, events } = setUp([], { store, override: down });
  expect(await names()).toEqual(['Trips']);
  expect(await names('Trips')).toEqual(['a.jpg', 'b.mp4']);
  expect(library.ready).toBe(true);
  await library.refresh();
  expect(await names('Trips')).toHaveLength(2);
  expect(events.at(-1)).toBe('refresh failed: unavailable');
});

it('reads nothing again that did not change', async () => {
  const store = await filledStore();
  const { library, events } = setUp([trips], { store });
  await library.refresh();
  expect(events).toEqual(['refreshed 1 0 0']);
});

it('keeps names that were given, also when an older duplicate came meanwhile', async () => {
  const young = asset('a.jpg', 'young', { uploadedAt: 9 });
  const store = await filledStore([album('Trips', [young])]);
  const old = asset('a.jpg', 'old', { uploadedAt: 1 });
  const { library, tree } = setUp([album('Trips', [old, young])], { store });
  await library.refresh();
  expect(await tree.resolve(['Trips', 'a.jpg'])).toMatchObject({ size: 5 });
});

it('shows only the chosen albums of what it kept, and leaves file types out', async () => {
  const store = await filledStore([trips, album('Other', [])]);
  const { names } = setUp([], { store, override: down, albumIds: [trips.id], excludedExtensions: ['mp4'] });
  expect(await names()).toEqual(['Trips']);
  expect(await names('Trips')).toEqual(['a.jpg']);
});

it('lives without a store that fails, and says so', async () => {
  const fail = async () => Promise.reject(new LibraryError('insufficient-storage', 'The disk is full.'));
  const memory = createMemoryStore();
  const catalog = { ...memory.catalog, readEntries: fail, writeEntries: fail, writeListing: fail };
  const store = { ...memory, catalog };
  const { library, names, events } = setUp([trips], { store });
  await library.refresh();
  expect(await names('Trips')).toEqual(['a.jpg', 'b.mp4']);
  expect(events.filter((event) => event === 'store failed: insufficient-storage').length).toBeGreaterThan(0);
});

it('asks twice before it believes that half of the library is gone', async () => {
  const albums = ['a', 'b', 'c', 'd'].map((name) => album(name, []));
  const memory = createMemorySource(albums);
  let answers = 0;
  let gone = 1;
  const override: Partial<AssetSource> = {
    listGroups: async (kind) => {
      const groups = await memory.listGroups(kind);
      return ++answers > 1 && gone-- > 0 ? [] : groups;
    },
  };
  const { library, names, clock } = setUp(albums, { override });
  await library.refresh();
  await library.refresh();
  expect(await names()).toHaveLength(4);
  expect(answers).toBe(3);
  expect(clock.slept).toEqual([5000]);
  gone = 2;
  await library.refresh();
  expect(await names()).toHaveLength(0);
});

it('reads an album again once in a sweep, changed or not', async () => {
  const memory = createMemorySource([trips]);
  let wrong = true;
  const override: Partial<AssetSource> = {
    async *listAssets(query) {
      for await (const page of memory.listAssets(query)) {
        yield page.map((one) => (wrong ? { ...one, fileName: `old ${one.fileName}` } : one));
      }
    },
  };
  const hour = 3_600_000;
  let now = 0;
  const clock: Clock = {
    now: () => now,
    elapsed: () => now,
    random: () => 0,
    async sleep(ms) {
      now += ms;
      await new Promise((resolve) => setTimeout(resolve));
    },
  };
  const { library, names, events } = setUp([trips], {
    override,
    refresh: { intervalMs: hour, sweepMs: hour },
    clock,
  });
  await library.refresh();
  expect(await names('Trips')).toEqual(['old a.jpg', 'old b.mp4']);
  wrong = false;
  library.start();
  while (events.length < 4) await new Promise((resolve) => setTimeout(resolve));
  await library.stop();
  expect(await names('Trips')).toEqual(['a.jpg', 'b.mp4']);
  expect(events.every((event) => event.startsWith('refreshed 1'))).toBe(true);
});

it('refreshes soon after a hint, less often while hints do not end, and soon again after a calm', async () => {
  let now = 0;
  const memory = createMemorySource([trips]);
  let hint = (): void => {};
  let asked = 0;
  const override: Partial<AssetSource> = {
    changes: {
      watch: (onHint) => {
        hint = onHint;
      },
    },
    listGroups: (kind) => {
      asked++;
      return memory.listGroups(kind);
    },
  };
  const debounced: number[] = [];
  const sleep = (ms: number, signal?: AbortSignal) =>
    new Promise<void>((resolve) => {
      if (ms > 0 && ms < 5000) debounced.push(ms);
      if (ms < 5000) resolve();
      signal?.addEventListener('abort', () => resolve());
    });
  const clock = { now: () => now, elapsed: () => now, random: () => 0, sleep };
  const { library } = setUp([trips], { override, clock });
  library.start();
  while (asked < 1) await new Promise((resolve) => setTimeout(resolve));
  await new Promise((resolve) => setTimeout(resolve, 5));
  expect(asked).toBe(1);
  hint();
  hint();
  await new Promise((resolve) => setTimeout(resolve, 5));
  expect(asked).toBe(2);
  for (let more = 3; more <= 7; more++) {
    hint();
    while (asked < more) await new Promise((resolve) => setTimeout(resolve));
    await new Promise((resolve) => setTimeout(resolve, 2));
  }
  expect(debounced).toEqual([500, 1000, 2000, 4000, 4000, 4000]);
  now += 4001;
  hint();
  while (asked < 8) await new Promise((resolve) => setTimeout(resolve));
  expect(debounced.at(-1)).toBe(500);
  await library.stop();
});

it('reads again from the library what the store has lost', async () => {
  const kept = createMemoryStore();
  const lost = new Set<string>();
  const store: LibraryStore = {
    ...kept,
    catalog: {
      ...kept.catalog,
      readListing: async (id) => (lost.has(id) ? undefined : kept.catalog.readListing(id)),
      writeListing: async (entry, listing) => {
        lost.delete(entry.group.id);
        await kept.catalog.writeListing(entry, listing);
      },
    },
  };
  const loose = [asset('a.jpg', 'a', { isFavorite: true })];
  const { library, names } = setUp({ albums: [], loose }, { store, views: ['favorites'] });
  await library.refresh();
  lost.add('1970-01');
  await expect(names()).rejects.toMatchObject({ code: 'unavailable' });
  await library.refresh();
  expect(await names()).toEqual(['a.jpg']);
});
