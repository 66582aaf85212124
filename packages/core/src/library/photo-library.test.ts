import { describe, expect, it } from 'vitest';
import { album, asset } from '../../test/library.ts';
import { createManualClock } from '../../test/manual-clock.ts';
import { readAll } from '../conformance/asset-source.ts';
import { TreeError } from '../errors/tree-error.ts';
import { createMemorySource, type MemoryAlbum } from '../memory/memory-source.ts';
import type { AssetSource } from '../ports/asset-source.ts';
import type { CollectionResource, FileResource } from '../ports/resource-tree.ts';
import { createPhotoLibrary, type PhotoLibraryOptions } from './photo-library.ts';

const trips = album('Trips', [asset('a.jpg'), asset('b.mp4')]);

function setUp(
  albums: readonly MemoryAlbum[],
  over: Partial<PhotoLibraryOptions> & { override?: Partial<AssetSource> } = {},
) {
  const clock = createManualClock();
  const memory = createMemorySource(albums);
  const source: AssetSource = { ...memory, ...over.override };
  const events: string[] = [];
  const observer = {
    refreshed: ({ groups, changed }: { groups: number; changed: number }) =>
      events.push(`refreshed ${groups} ${changed}`),
    refreshFailed: (error: TreeError) => events.push(`refresh failed: ${error.code}`),
    groupFailed: (group: { name: string }, error: TreeError) => events.push(`${group.name} failed: ${error.code}`),
    retrying: (_what: string, attempt: number) => events.push(`retry ${attempt}`),
    listingDisagrees: (_group: unknown, counted: number) => events.push(`disagrees ${counted}`),
    lengthCorrected: (_id: string, listed: number | undefined, actual: number) =>
      events.push(`length ${listed} ${actual}`),
  };
  const library = createPhotoLibrary({ source, clock, observer, ...over });
  const names = async (...path: string[]) => {
    const found = await library.tree.resolve(path);
    return (await library.tree.members(found as CollectionResource)).map(({ name }) => name);
  };
  return { library, tree: library.tree, memory, clock, events, names };
}

const unavailable = () => new TreeError('unavailable', 'It is down.');

describe('the tree of albums', () => {
  it('shows albums at the root and their files in them', async () => {
    const { names } = setUp([trips, album('A/B', [])]);
    expect(await names()).toEqual(['A_B', 'Trips']);
    expect(await names('Trips')).toEqual(['a.jpg', 'b.mp4']);
  });

  it('puts images and videos apart when it is not flattened', async () => {
    const { names, tree } = setUp([trips], { flatten: false });
    expect(await names('Trips')).toEqual(['images', 'videos']);
    expect(await names('Trips', 'videos')).toEqual(['b.mp4']);
    expect(await tree.resolve(['Trips', 'images', 'b.mp4'])).toBeUndefined();
  });

  it('finds a name in both Unicode forms', async () => {
    const { tree } = setUp([album('Süd', [asset('é.jpg')])]);
    const composed = await tree.resolve(['S\u00fcd', '\u00e9.jpg']);
    expect(composed?.kind).toBe('file');
    expect(await tree.resolve(['Su\u0308d', 'e\u0301.jpg'])).toEqual(composed);
  });

  it('knows nothing below a file or under another name', async () => {
    const { tree } = setUp([trips]);
    expect(await tree.resolve(['Trips', 'a.jpg', 'x'])).toBeUndefined();
    expect(await tree.resolve(['nope'])).toBeUndefined();
  });

  it('shows only the chosen albums and leaves excluded file types out', async () => {
    const { names } = setUp([trips, album('Other', [])], { albumIds: [trips.id], excludedExtensions: ['mp4'] });
    expect(await names()).toEqual(['Trips']);
    expect(await names('Trips')).toEqual(['a.jpg']);
  });

  it('vouches only for content whose digest is known', async () => {
    const { tree } = setUp([album('Trips', [asset('a.jpg'), asset('b.jpg', 'b', { sha1: 'ff' })])]);
    expect(await tree.resolve(['Trips', 'a.jpg'])).toMatchObject({ weak: true });
    expect(await tree.resolve(['Trips', 'b.jpg'])).not.toHaveProperty('weak');
  });

  it('streams a file', async () => {
    const { tree } = setUp([trips]);
    const file = (await tree.resolve(['Trips', 'a.jpg'])) as FileResource;
    expect(await readAll(await tree.open(file))).toEqual([...new TextEncoder().encode('a.jpg')]);
  });

  it('corrects a listing that was wrong about a length', async () => {
    const { tree, events } = setUp([album('Trips', [asset('a.jpg', 'four', { size: 99 })])]);
    const file = (await tree.resolve(['Trips', 'a.jpg'])) as FileResource;
    await readAll(await tree.open(file));
    expect(await tree.resolve(['Trips', 'a.jpg'])).toMatchObject({ size: 4 });
    expect(events).toContain('length 99 4');
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
    expect(events).toEqual(['refreshed 2 2', 'refreshed 2 0', 'refreshed 2 1']);
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
    expect(events).toEqual(['refreshed 1 1', 'retry 1', 'retry 2', 'retry 3', 'refresh failed: unavailable']);
    expect(await names()).toEqual(['Trips']);
    expect(await names('Trips')).toEqual(['a.jpg', 'b.mp4']);
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

  it('reads a listing again when its count does not agree, and says so when it never does', async () => {
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
    expect(events).toEqual(['refreshed 1 1']);
    readings = -9;
    const stubborn = setUp([trips], { override });
    await stubborn.library.refresh();
    expect(stubborn.events).toEqual(['disagrees 1', 'refreshed 1 1']);
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
