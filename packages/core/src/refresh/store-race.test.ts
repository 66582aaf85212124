import { expect, it, vi } from 'vitest';
import { album, asset } from '../../test/library.ts';
import { setUp, trips } from '../../test/set-up.ts';
import { LibraryError } from '../errors/library-error.ts';
import { createMemorySource } from '../memory/memory-source.ts';
import { createMemoryStore } from '../memory/memory-store.ts';
import type { AssetSource } from '../ports/asset-source.ts';

it('keeps what somebody opened while another list was still on its way', async () => {
  const store = createMemoryStore();
  const memory = createMemorySource({ albums: [trips], people: [] });
  let release: () => void = () => {};
  let held = Promise.resolve();
  const hold = (): void => {
    held = new Promise((resolve) => {
      release = resolve;
    });
  };
  const listAssets = vi.fn<AssetSource['listAssets']>((...asked) => memory.listAssets(...asked));
  const override: Partial<AssetSource> = {
    listAssets,
    listGroups: async (kind) => {
      if (kind === 'person') await held;
      return memory.listGroups(kind);
    },
  };
  const readingsOfAlbums = () => listAssets.mock.calls.filter(([{ group }]) => group.kind === 'album').length;
  const { library, names } = setUp([], { store, views: ['albums', 'people'], override });
  await library.refresh();
  memory.setLibrary({ albums: [trips, album('New', [asset('n.jpg')])], people: [] });
  hold();
  const refreshing = library.refresh();
  await vi.waitFor(async () => expect(await names('Albums', 'New')).toEqual(['n.jpg']), { timeout: 10_000 });
  const readings = readingsOfAlbums();
  release();
  await refreshing;
  expect(await names('Albums', 'New')).toEqual(['n.jpg']);
  expect(readingsOfAlbums()).toBe(readings);
});

it('keeps listings in memory while their groups cannot be written, and writes both when they can', async () => {
  const kept = createMemoryStore();
  let isFull = true;
  const fail = async () => Promise.reject(new LibraryError('insufficient-storage', 'The disk is full.'));
  const store: typeof kept = {
    ...kept,
    catalog: { ...kept.catalog, writeEntries: (all) => (isFull ? fail() : kept.catalog.writeEntries(all)) },
  };
  const { memory: source } = setUp([trips]);
  const listAssets = vi.fn<AssetSource['listAssets']>((...asked) => source.listAssets(...asked));
  const { library, names } = setUp([], { store, override: { ...source, listAssets } });
  await library.refresh();
  await names('Trips');
  expect(await names('Trips')).toHaveLength(2);
  expect(listAssets).toHaveBeenCalledTimes(1);
  isFull = false;
  source.setAlbums([{ ...trips, assets: [asset('c.jpg')] }]);
  await library.refresh();
  expect(await kept.catalog.readListing(trips.id)).toMatchObject({ count: 1 });
});

it('reads a group that went and came back only once', async () => {
  const kept = createMemoryStore();
  // A store that forgets no listing, as after a failure.
  const store: typeof kept = {
    ...kept,
    catalog: {
      ...kept.catalog,
      writeEntries: async (all) => (all.length > 1 ? kept.catalog.writeEntries(all) : undefined),
    },
  };
  const other = album('Other', [asset('o.jpg')]);
  const { library, memory, events } = setUp([trips, other], { store });
  await library.refresh();
  memory.setAlbums([trips]);
  await library.refresh();
  memory.setAlbums([trips, other]);
  await library.refresh();
  await library.refresh();
  expect(events.at(-1)).toBe('refreshed 2 0 0');
});

it('does not forget that a group changed while its listing was written', async () => {
  const kept = createMemoryStore();
  let whenWriting = async () => {};
  const store: typeof kept = {
    ...kept,
    catalog: {
      ...kept.catalog,
      writeListing: async (entry, listing) => {
        const work = whenWriting;
        whenWriting = async () => {};
        await work();
        await kept.catalog.writeListing(entry, listing);
      },
    },
  };
  const memory = createMemorySource();
  let last: Awaited<ReturnType<AssetSource['listGroups']>> = [];
  // As sources do that remember what they said.
  const listGroups: AssetSource['listGroups'] = async (kind) => {
    const now = await memory.listGroups(kind);
    if (now.map(({ revision }) => revision).join() !== last.map(({ revision }) => revision).join()) last = now;
    return last;
  };
  const override = { ...memory, listGroups };
  const { library, names } = setUp({ albums: [], people: [] }, { store, views: ['people'], override });
  const show = (...files: string[]) =>
    memory.setLibrary({ albums: [], people: [{ id: 'p', name: 'Zoë', assets: files.map((file) => asset(file)) }] });
  show('a.jpg');
  await library.refresh();
  whenWriting = async () => {
    show('a.jpg', 'b.jpg');
    await library.refresh();
  };
  expect(await names('Zoë')).toEqual(['a.jpg']);
  await library.refresh();
  expect(await names('Zoë')).toEqual(['a.jpg', 'b.jpg']);
});
