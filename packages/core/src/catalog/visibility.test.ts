import fc from 'fast-check';
import { describe, expect, it, vi } from 'vitest';
import { album, asset } from '../../test/library.ts';
import { setUp } from '../../test/set-up.ts';
import type { MemoryAsset, MemoryLibrary } from '../memory/memory-library.ts';
import { createMemorySource } from '../memory/memory-source.ts';
import { createMemoryStore } from '../memory/memory-store.ts';
import type { Asset } from '../ports/asset.ts';
import type { SourceKind } from '../ports/asset-group.ts';
import type { AssetSource } from '../ports/asset-source.ts';
import type { LibraryStore } from '../ports/library-store.ts';
import type { CollectionResource, FileResource, Resource } from '../ports/resource.ts';
import type { ViewName } from '../views/views.ts';

const january = Date.UTC(2024, 0, 15);
const march = Date.UTC(2024, 2, 15);
const [a, b, c] = ['a', 'b', 'c'].map((name) => asset(`${name}.jpg`, name, { capturedAt: january, changedAt: 1 })) as [
  MemoryAsset,
  MemoryAsset,
  MemoryAsset,
];

const everywhere = (assets: readonly MemoryAsset[]): MemoryLibrary => ({
  albums: [],
  loose: assets,
  people: [{ id: 'person', name: 'Zoë', assets }],
  tags: [{ id: 'tag', name: 'Rome', assets }],
  searches: [{ id: 'search', name: 'Best', assets }],
});

/** Where each view of groups that never change has its files. */
const folders = {
  people: ['Zoë'],
  tags: ['Rome'],
  searches: ['Best'],
  'not-in-album': [],
} as const satisfies Partial<Record<ViewName, readonly string[]>>;
const views = Object.keys(folders) as (keyof typeof folders)[];

interface Options {
  readonly store?: LibraryStore;
  readonly shown?: readonly ViewName[];
}

/** A library whose months change, and whose other groups neither change nor say that they should. */
function withStaleGroups(held: MemoryLibrary, { store = createMemoryStore(), shown = views }: Options = {}) {
  const stale = createMemorySource(held);
  const live = createMemorySource(held);
  const sourceOf = (kind: string): AssetSource => (kind === 'month' ? live : stale);
  let now: ReadonlyMap<string, Asset> | undefined;
  /** Assets that months count and that no listing has. */
  let unlistable = 0;
  /** Whatever is read is of this moment; no group but months says that it should be. */
  const listAssets = vi.fn<AssetSource['listAssets']>(async function* (query, options) {
    for await (const page of sourceOf(query.group.kind).listAssets(query, options))
      yield now && query.group.kind !== 'album' ? page.flatMap(({ id }) => now?.get(id) ?? []) : page;
  });
  const open = vi.fn<AssetSource['open']>((...asked) => stale.open(...asked));
  const override = {
    listAssets,
    async listGroups(kind: SourceKind) {
      const groups = await sourceOf(kind).listGroups(kind);
      if (kind !== 'month') return groups.map(({ assetCount: _untold, ...group }) => group);
      return groups.map((group) => ({
        ...group,
        assetCount: (group.assetCount ?? 0) + unlistable,
        revision: `${group.revision} ${unlistable}`,
      }));
    },
    open,
  };
  const set = setUp([], { store, views: shown, override });
  const setMonths = (assets: readonly MemoryAsset[]): void => {
    live.setLibrary({ albums: [], loose: assets });
    now = new Map(assets.map(({ content: _content, ...one }) => [one.id, one]));
  };
  const setUnlistable = (count: number): void => {
    unlistable = count;
  };
  const read = (): readonly string[] => listAssets.mock.calls.map(([{ group }]) => group.kind);
  /** The asset behind a file, as the tree has it: what the source is asked to open. */
  const assetOf = async (file: Resource | undefined): Promise<Asset | undefined> => {
    await set.tree.open(file as FileResource);
    return open.mock.lastCall?.[0];
  };
  return { ...set, stale, setMonths, setUnlistable, read, listAssets, assetOf };
}

const titles = { people: 'People', tags: 'Tags', searches: 'Searches', 'not-in-album': 'Not in album' } as const;
const pathOf = (view: keyof typeof folders): readonly string[] => [titles[view], ...folders[view]];

describe.each(views)('an asset in %s', (view) => {
  const path = pathOf(view);
  const started = async (assets: readonly MemoryAsset[] = [a, b, c]) => {
    const set = withStaleGroups(everywhere(assets));
    await set.library.refresh();
    await set.names(...path);
    set.listAssets.mockClear();
    return set;
  };

  it('is gone when no month has it, whatever its group says', async () => {
    const set = await started();
    const file = (await set.tree.resolve([...path, 'b.jpg'])) as FileResource;
    const before = await set.tree.resolve(path);
    set.setMonths([a, c]);
    await set.library.refresh();
    expect(await set.names(...path)).toEqual(['a.jpg', 'c.jpg']);
    expect(await set.tree.resolve([...path, 'b.jpg'])).toBeUndefined();
    await expect(set.tree.open(file)).rejects.toMatchObject({ code: 'not-found' });
    expect((await set.tree.resolve(path))?.etag).not.toBe(before?.etag);
    expect(set.read()).toEqual(['month']);
  });

  it('is gone when its month has no other', async () => {
    const set = await started([a, { ...b, capturedAt: march }]);
    set.setMonths([a]);
    await set.library.refresh();
    expect(await set.names(...path)).toEqual(['a.jpg']);
  });

  it('stays when it moved to another month, with what changed of it', async () => {
    const set = await started();
    set.setMonths([a, { ...b, capturedAt: march, rating: 5, changedAt: 2 }, c]);
    await set.library.refresh();
    expect(await set.names(...path)).toEqual(['a.jpg', 'b.jpg', 'c.jpg']);
    const file = await set.tree.resolve([...path, 'b.jpg']);
    expect(file).toMatchObject({ createdAt: march });
    expect(await set.assetOf(file)).toMatchObject({ rating: 5 });
  });

  it('is shown as its month has it, without another request', async () => {
    const set = await started();
    const before = await set.tree.resolve(path);
    set.setMonths([a, { ...b, rating: 3, description: 'Sea', isFavorite: true, isEdited: true, changedAt: 2 }, c]);
    await set.library.refresh();
    const now = await set.assetOf(await set.tree.resolve([...path, 'b.jpg']));
    expect(now).toMatchObject({ rating: 3, description: 'Sea', isFavorite: true, isEdited: true });
    expect((await set.tree.resolve(path))?.etag).not.toBe(before?.etag);
    expect(set.read()).toEqual(['month']);
  });

  it('keeps a record that is younger than that of its month', async () => {
    const set = await started([a, { ...b, rating: 4, changedAt: 3 }]);
    set.setMonths([a, { ...b, rating: 2, changedAt: 2 }]);
    await set.library.refresh();
    expect(await set.assetOf(await set.tree.resolve([...path, 'b.jpg']))).toMatchObject({ rating: 4 });
  });

  it('is back with the refresh that finds it in a month again', async () => {
    const set = await started();
    set.setMonths([a, c]);
    await set.library.refresh();
    set.setMonths([a, b, c]);
    await set.library.refresh();
    expect(await set.names(...path)).toEqual(['a.jpg', 'b.jpg', 'c.jpg']);
    const calls = set.read().length;
    await set.library.refresh();
    expect(set.read()).toHaveLength(calls);
  });

  it('does not change the members of a folder that it is not in', async () => {
    const set = await started([a, b]);
    set.setMonths([a, b, c]);
    await set.library.refresh();
    const members = await set.tree.members((await set.tree.resolve(path)) as CollectionResource);
    set.setMonths([a, b]);
    await set.library.refresh();
    expect(await set.tree.members((await set.tree.resolve(path)) as CollectionResource)).toBe(members);
  });
});

describe.each(['people', 'timeline', 'albums'] as const)(
  'an asset in %s whose month never has as many as it counts',
  (view) => {
    const held = { ...everywhere([a, b, c]), albums: [album('Trip', [a, b, c])] };
    const shown = ['people', 'timeline', 'albums'] as const;
    const path = { people: ['People', 'Zoë'], timeline: ['Timeline', '2024', '2024-01'], albums: ['Albums', 'Trip'] }[
      view
    ];

    it.each([
      ['from the beginning', [1, 1, 1]],
      ['since a refresh before', [0, 1, 1]],
      ['since the same refresh', [0, 0, 1]],
    ])('is gone at once: %s', async (_, [first = 0, second = 0, third = 0]) => {
      const set = withStaleGroups(held, { shown });
      set.setUnlistable(first);
      await set.library.refresh();
      expect(await set.names(...path)).toEqual(['a.jpg', 'b.jpg', 'c.jpg']);
      set.setUnlistable(second);
      await set.library.refresh();
      set.setUnlistable(third);
      set.setMonths([a, c]);
      await set.library.refresh();
      expect(await set.names(...path)).toEqual(['a.jpg', 'c.jpg']);
    });

    it('is gone at the second refresh when everything seems to be', async () => {
      const set = withStaleGroups(held, { shown });
      await set.library.refresh();
      await set.names(...path);
      set.setUnlistable(1);
      set.setMonths([asset('d.jpg', 'd', { capturedAt: january })]);
      await set.library.refresh();
      await set.library.refresh();
      for (const name of ['a.jpg', 'b.jpg', 'c.jpg'])
        expect(await set.names(...path).catch(() => [])).not.toContain(name);
    });
  },
);

it('hides what left while an album does not answer, although a month never has as many as it counts', async () => {
  const held = { ...everywhere([a, b]), albums: [album('Trip', [a, b])] };
  const set = withStaleGroups(held, { shown: ['people', 'albums'] });
  set.setUnlistable(1);
  await set.library.refresh();
  expect(await set.names('People', 'Zoë')).toEqual(['a.jpg', 'b.jpg']);
  const list = set.listAssets.getMockImplementation();
  let release = (): void => {};
  const answer = new Promise<void>((resolve) => {
    release = resolve;
  });
  set.listAssets.mockImplementation(async function* (query, options) {
    if (query.group.kind === 'album') await answer;
    yield* list?.(query, options) ?? [];
  });
  set.stale.setLibrary({ ...held, albums: [album('Trip', [a])] });
  set.setMonths([a]);
  const refreshing = set.library.refresh();
  await vi.waitFor(async () => expect(await set.names('People', 'Zoë')).toEqual(['a.jpg']), { timeout: 10_000 });
  release();
  await refreshing;
});

it('compares what it kept with the months after a restart', async () => {
  const store = createMemoryStore();
  const first = withStaleGroups(everywhere([a, b, c]), { store });
  await first.library.refresh();
  for (const view of views) await first.names(...pathOf(view));
  // The program ends when it has stored the month and nothing else.
  const cut = withStaleGroups(everywhere([a, b, c]), { store, shown: ['timeline'] });
  const entries = (await store.catalog.readEntries()) ?? [];
  cut.setMonths([a, c]);
  const writeEntries = vi.spyOn(store.catalog, 'writeEntries').mockResolvedValue();
  await cut.library.refresh();
  writeEntries.mockRestore();
  const kept = (await store.catalog.readEntries()) ?? [];
  expect(kept).toHaveLength(entries.length);

  const next = withStaleGroups(everywhere([a, b, c]), { store });
  next.setMonths([a, c]);
  await next.library.refresh();
  for (const view of views) expect(await next.names(...pathOf(view))).toEqual(['a.jpg', 'c.jpg']);
});

it('leaves what others put into a shared album, which is in no month', async () => {
  const others = asset('bobs.jpg', 'bobs', { capturedAt: january });
  const partners = asset('partners.jpg', 'partners', { capturedAt: january, owner: 'Bob' });
  const shared = album('Wedding', [others, partners, b], { owner: 'Bob' });
  const set = withStaleGroups({ ...everywhere([a, b]), albums: [shared] }, { shown: ['albums', 'people'] });
  set.setMonths([a, b, partners]);
  await set.library.refresh();
  expect(await set.names('Albums', 'Wedding')).toEqual(['b.jpg', 'bobs.jpg', 'partners.jpg']);
  // The partner shares their timeline no more.
  set.setMonths([a, b]);
  await set.library.refresh();
  expect(await set.names('Albums', 'Wedding')).toEqual(['b.jpg', 'bobs.jpg', 'partners.jpg']);
  set.setMonths([a]);
  await set.library.refresh();
  expect(await set.names('Albums', 'Wedding')).toEqual(['bobs.jpg', 'partners.jpg']);
});

it('hides what left one month while another cannot be read', async () => {
  const set = withStaleGroups(everywhere([a, { ...b, capturedAt: march }]), { shown: ['people'] });
  await set.library.refresh();
  expect(await set.names('Zoë')).toEqual(['a.jpg', 'b.jpg']);
  const list = set.listAssets.getMockImplementation();
  set.listAssets.mockImplementation((query, options) => {
    if (query.group.id === '2024-03') throw new TypeError('It cannot be read.');
    return list?.(query, options) ?? set.stale.listAssets(query, options);
  });
  set.setMonths([c, { ...b, capturedAt: march, rating: 1 }]);
  await set.library.refresh();
  expect(await set.names('Zoë')).toEqual(['b.jpg']);
});

const all = Array.from({ length: 8 }, (_, at) => asset(`${at}.jpg`, `${at}`, { changedAt: 0 }));
const state = fc.tuple(
  ...all.map((one) =>
    fc
      .record({
        isThere: fc.boolean(),
        isStarred: fc.boolean(),
        capturedAt: fc.constantFrom(january, march),
      })
      .map((now) => ({ ...now, one })),
  ),
);
const steps = fc.array(fc.tuple(state, fc.constantFrom('', '', 'restart')), { minLength: 1, maxLength: 6 });

const factsOf = ({ id, capturedAt, isFavorite }: Asset) => `${id} ${capturedAt} ${isFavorite}`;

async function factsIn(
  { tree, assetOf }: ReturnType<typeof withStaleGroups>,
  path: readonly string[],
): Promise<string[]> {
  const found: string[] = [];
  for (const file of await tree.members((await tree.resolve(path)) as CollectionResource)) {
    const one = await assetOf(file);
    if (one) found.push(factsOf(one));
  }
  return found.sort();
}

it('shows of groups that never change exactly what months have, as they have it, through restarts', async () => {
  await fc.assert(
    fc.asyncProperty(steps, async (history) => {
      const store = createMemoryStore();
      const held = everywhere(all);
      let set = withStaleGroups(held, { store });
      await set.library.refresh();
      for (const view of views) await set.names(...pathOf(view));
      let isRestarted = false;
      for (const [at, [assets, before]] of history.entries()) {
        if (before === 'restart') set = withStaleGroups(held, { store });
        isRestarted ||= before === 'restart';
        const now = assets
          .filter(({ isThere }) => isThere)
          .map(({ one, isStarred, capturedAt }) => ({
            ...one,
            capturedAt,
            changedAt: at + 1,
            ...(isStarred && { isFavorite: true as const }),
          }));
        set.setMonths(now);
        await set.library.refresh();
        for (const view of views) {
          const shown = await factsIn(set, pathOf(view));
          const expected = now.map(factsOf).sort();
          // What returns after a restart comes with its group's own turn.
          if (isRestarted) expect(expected).toEqual(expect.arrayContaining(shown));
          else expect(shown).toEqual(expected);
        }
      }
    }),
    { numRuns: 40 },
  );
});
