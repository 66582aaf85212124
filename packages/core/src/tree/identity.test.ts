import fc from 'fast-check';
import { describe, expect, it, test } from 'vitest';
import { album, asset } from '../../test/library.ts';
import { createManualClock } from '../../test/manual-clock.ts';
import { randomChoices, randomLibrary } from '../../test/random-library.ts';
import { type Choices, setUp } from '../../test/set-up.ts';
import { readAll } from '../conformance/expect.ts';
import type { MemoryAsset, MemoryLibrary } from '../memory/memory-library.ts';
import { createMemoryStore } from '../memory/memory-store.ts';
import type { CollectionResource, FileResource, Resource } from '../ports/resource.ts';
import type { ResourceTree } from '../ports/resource-tree.ts';

/** One run may walk and download a whole tree many times. */
const longestMs = 30_000;
const limits = { numRuns: 20, interruptAfterTimeLimit: 4000 };

async function walk(tree: ResourceTree): Promise<ReadonlyMap<CollectionResource, readonly Resource[]>> {
  const seen = new Map<CollectionResource, readonly Resource[]>();
  async function enter(collection: CollectionResource): Promise<void> {
    const members = await tree.members(collection);
    seen.set(collection, members);
    for (const member of members) if (member.kind === 'collection') await enter(member);
  }
  await enter((await tree.resolve([])) as CollectionResource);
  return seen;
}

const assetsOf = ({ albums, loose = [], people = [], tags = [], searches = [] }: MemoryLibrary) => {
  const groups = [...albums, ...people, ...tags, ...searches];
  return new Map([...loose, ...groups.flatMap(({ assets }) => assets)].map((one) => [one.id, one]));
};

/** A view of one presentation: no other place may show a collection under two paths. */
const viewOf = ({ path }: Resource, { views = [], renditions = [] }: Choices): string =>
  path.slice(0, Number(views.length > 1) + Number(renditions.length > 1)).join('/');

const idsByPath = (seen: ReadonlyMap<CollectionResource, readonly Resource[]>) =>
  new Map([...seen.values()].flat().map(({ path, id }) => [path.join('/'), id]));

test(
  'an asset has one id under every path, nothing else has it, and ids outlive a restart',
  async () => {
    await fc.assert(
      fc.asyncProperty(randomLibrary, randomChoices, async (held, choices) => {
        const [store, clock] = [createMemoryStore(), createManualClock()];
        const { library, tree } = setUp(held, { ...choices, store, clock });
        await library.refresh();
        const seen = await walk(tree);
        const assets = assetsOf(held);
        const collections = new Set<string>();
        for (const [collection, members] of seen) {
          expect(collection.count ?? members.length).toBe(members.length);
          expect(new Set(members.map(({ id }) => id)).size).toBe(members.length);
          const own = `${viewOf(collection, choices)} ${collection.id}`;
          expect(collections).not.toContain(own);
          collections.add(own);
          expect(assets.has(collection.id)).toBe(false);
        }
        const files = [...seen.values()].flat().filter((member) => member.kind === 'file');
        for (const file of files) {
          const { content } = assets.get(file.id.replace(/[/](motion|sidecar)$/, '')) as MemoryAsset;
          if (!assets.has(file.id)) continue;
          const original = file.alternates?.includes('original') ? { as: 'original' as const } : {};
          expect(await readAll(await tree.open(file, original))).toEqual([...content]);
        }
        const again = setUp(held, { ...choices, store, clock });
        await again.library.restore();
        await again.library.refresh();
        const after = idsByPath(await walk(again.tree));
        for (const [path, id] of idsByPath(await walk(tree))) if (after.has(path)) expect(after.get(path)).toBe(id);
      }),
      limits,
    );
  },
  longestMs,
);

describe('an id', () => {
  const live = asset('a.heic', 'still', { motionId: 'm', isFavorite: true });
  const sidecar = { extension: '.xmp', mediaType: 'application/rdf+xml', write: () => new Uint8Array(1) };

  it('is the group of a collection, whatever that is called', async () => {
    const { library, tree, memory } = setUp([album('Trips', [live], { id: 'one' })], {
      views: ['albums', 'favorites'],
    });
    await library.refresh();
    expect(await tree.resolve(['Albums', 'Trips'])).toMatchObject({ id: 'one', count: 1 });
    memory.setAlbums([album('Travels', [{ ...live, fileName: 'b.heic' }], { id: 'one', revision: '2' } as never)]);
    await library.refresh();
    expect(await tree.resolve(['Albums', 'Travels'])).toMatchObject({ id: 'one' });
    const members = await tree.members((await tree.resolve(['Albums', 'Travels'])) as CollectionResource);
    expect(members.map(({ id }) => id)).toEqual([live.id]);
  });

  it('of a view is the same with and without groups', async () => {
    const { library, tree, memory } = setUp([album('Trips', [live])], { views: ['albums', 'favorites'] });
    await library.refresh();
    const before = await tree.resolve(['Favorites']);
    memory.setAlbums([album('Trips', [])]);
    await library.refresh();
    expect((await tree.resolve(['Favorites']))?.id).toBe(before?.id);
  });

  it('of a film and of a sidecar is derived from the asset', async () => {
    const { tree } = setUp([album('Trips', [live])], { livePhotos: 'pair', sidecar });
    const members = await tree.members((await tree.resolve(['Trips'])) as CollectionResource);
    expect(members.map(({ id }) => id)).toEqual([live.id, `${live.id}/sidecar`, `${live.id}/motion`]);
  });
});

describe('a file', () => {
  const photo = asset('a.heic', 'original', {
    mediaType: 'image/heic',
    renditions: { thumbnail: { content: new Uint8Array(5), mediaType: 'image/webp' } },
  });
  const shown = async (options: Choices = {}, name = 'a.heic') => {
    const set = setUp([album('Trips', [photo])], options);
    await set.library.refresh();
    return { ...set, file: (await set.tree.resolve(['Trips', name])) as FileResource };
  };

  it('shows nothing but what the port says', async () => {
    const { file } = await shown();
    expect(Object.keys(file).sort()).toEqual(
      'alternates createdAt etag id kind mediaType modifiedAt name path size weak'.split(' '),
    );
  });

  it('names its alternates, and opens as one', async () => {
    const { tree, file } = await shown();
    expect(file.alternates).toEqual(['fullsize', 'preview', 'thumbnail']);
    const { body, ...about } = await tree.open(file, { as: 'thumbnail', range: { first: 1, last: 2 } });
    expect(about).toEqual({ size: 5, mediaType: 'image/webp', tag: expect.any(String), range: { first: 1, last: 2 } });
    expect(await readAll({ body })).toHaveLength(2);
    expect((await tree.resolve(file.path))?.etag).toBe(file.etag);
  });

  it('that shows a rendition opens as its original, with the type of that', async () => {
    const { tree, file } = await shown({ renditions: ['thumbnail'] }, 'a.webp');
    expect(file).toMatchObject({ id: photo.id, alternates: ['original', 'fullsize', 'preview'] });
    expect(await tree.open(file, { as: 'original' })).toMatchObject({ size: 8, mediaType: 'image/heic' });
    expect(await tree.open(file, { as: 'thumbnail' })).toMatchObject({ size: 5, mediaType: 'image/webp' });
  });

  it.each([['motion' as const], ['playback' as const]])('refuses %s, which it does not have', async (as) => {
    const { tree, file } = await shown();
    await expect(tree.open(file, { as })).rejects.toMatchObject({ code: 'not-supported' });
  });

  it('has no alternates where the source has no renditions', async () => {
    const { file } = await shown({ override: { renditions: undefined } } as never);
    expect(file).not.toHaveProperty('alternates');
  });

  it('opens by a copy, and after its name changed', async () => {
    const { tree, file, memory, library } = await shown();
    expect(await readAll(await tree.open({ ...file }))).toHaveLength(8);
    memory.setAlbums([album('Trips', [{ ...photo, fileName: 'b.heic' }])]);
    await library.refresh();
    expect(await readAll(await tree.open(file))).toHaveLength(8);
  });

  it('is refused once its asset has other bytes, or another asset has its path', async () => {
    const { tree, file, memory, library } = await shown();
    memory.setAlbums([album('Trips', [{ ...photo, revision: 'other', content: new Uint8Array(3), size: 3 }])]);
    await library.refresh();
    await expect(tree.open(file)).rejects.toMatchObject({ code: 'conflict' });
    memory.setAlbums([album('Trips', [{ ...photo, id: 'other' }])]);
    await library.refresh();
    await expect(tree.open(file)).rejects.toMatchObject({ code: 'not-found' });
  });

  it('is not opened for a caller who left while its listing was fetched', async () => {
    const { file } = await shown();
    const { tree } = setUp([], { override: { listGroups: () => new Promise(() => {}) } });
    const leaving = new AbortController();
    const opening = tree.open(file, { signal: leaving.signal });
    leaving.abort();
    await expect(opening).rejects.toMatchObject({ code: 'unavailable' });
  });
});
