import { describe, expect, it, vi } from 'vitest';
import { album, asset } from '../../test/library.ts';
import { setUp } from '../../test/set-up.ts';
import { readAll } from '../conformance/expect.ts';
import { LibraryError } from '../errors/library-error.ts';
import { createMemoryStore } from '../memory/memory-store.ts';
import type { CollectionResource, FileResource } from '../ports/resource.ts';

describe('a length that is another than listed', () => {
  const wrong = album('Trips', [asset('a.jpg', 'four', { size: 99, sha1: 'ff' }), asset('b.jpg')]);
  const fileOf = async ({ tree }: Pick<ReturnType<typeof setUp>, 'tree'>) =>
    (await tree.resolve(['Trips', 'a.jpg'])) as FileResource;

  it('counts once all bytes arrived, and is another file to clients', async () => {
    const library = setUp([wrong]);
    const before = await fileOf(library);
    const content = await library.tree.open(before);
    expect(await fileOf(library)).toMatchObject({ size: 99, sha1: 'ff' });
    await readAll(content);
    const after = await fileOf(library);
    expect(after).toMatchObject({ size: 4, weak: true });
    expect(after).not.toHaveProperty('sha1');
    expect(after.etag).not.toBe(before.etag);
    expect(library.events).toContain('length 99 4');
  });

  it('does not count when the body ends early', async () => {
    const body = (async function* () {
      yield new Uint8Array(3);
    })();
    const library = setUp([wrong], { override: { open: async () => ({ body, size: 4 }) } });
    await readAll(await library.tree.open(await fileOf(library)));
    expect(await fileOf(library)).toMatchObject({ size: 99 });
  });

  it('is known from a range, and from a range past the end', async () => {
    const ranged = setUp([wrong]);
    await ranged.tree.open(await fileOf(ranged), { range: { first: 0, last: 1 } });
    expect(await fileOf(ranged)).toMatchObject({ size: 4 });
    const open = async () => Promise.reject(new LibraryError('range-not-satisfiable', 'Past the end.', { size: 4 }));
    const past = setUp([wrong], { override: { open } });
    await expect(past.tree.open(await fileOf(past), { range: { first: 50, last: 51 } })).rejects.toThrow('Past');
    expect(await fileOf(past)).toMatchObject({ size: 4 });
  });

  it('that was not known keeps the checksum', async () => {
    const { size: _, ...unknown } = asset('a.jpg', 'four', { sha1: 'ff' });
    const library = setUp([album('Trips', [unknown as ReturnType<typeof asset>])]);
    await readAll(await library.tree.open(await fileOf(library)));
    expect(await fileOf(library)).toMatchObject({ size: 4, sha1: 'ff' });
  });

  it('changes the listing too, and goes when the library puts it right', async () => {
    const library = setUp([wrong]);
    await library.library.refresh();
    const folder = (await library.tree.resolve(['Trips'])) as CollectionResource;
    await readAll(await library.tree.open(await fileOf(library)));
    await new Promise((resolve) => setTimeout(resolve));
    const renewed = (await library.tree.resolve(['Trips'])) as CollectionResource;
    expect(renewed.etag).not.toBe(folder.etag);
    expect((await library.tree.members(renewed))[0]).toMatchObject({ size: 4 });
    library.memory.setAlbums([album('Trips', [asset('a.jpg', 'four', { sha1: 'ff' })])]);
    await library.library.refresh();
    expect(await fileOf(library)).toMatchObject({ size: 4, sha1: 'ff' });
  });

  const settled = () => new Promise((resolve) => setTimeout(resolve));

  it('reaches every folder that shows the file, and no other', async () => {
    const { library, tree, names } = setUp([wrong, album('Best', wrong.assets), album('Other', [asset('c.jpg')])]);
    await library.refresh();
    const look = async (name: string) => {
      await names(name);
      const folder = (await tree.resolve([name])) as CollectionResource;
      return { etag: folder.etag, members: await tree.members(folder) };
    };
    const [best, other] = [await look('Best'), await look('Other')];
    await readAll(await tree.open((await tree.resolve(['Trips', 'a.jpg'])) as FileResource));
    await settled();
    const after = await look('Best');
    expect(after.members[0]).toMatchObject({ size: 4 });
    expect(after.etag).not.toBe(best.etag);
    expect(await look('Best')).toEqual(after);
    expect(await look('Other')).toEqual(other);
  });

  it('gives another tag where it was learnt while the file was elsewhere', async () => {
    const [trips, best] = [wrong, album('Best', [])];
    const { library, tree, memory, names } = setUp([trips, best]);
    const tagOfTrips = async () => {
      await library.refresh();
      await names('Trips');
      return (await tree.resolve(['Trips']))?.etag;
    };
    const before = await tagOfTrips();
    memory.setAlbums([album('Trips', []), album('Best', trips.assets)]);
    await library.refresh();
    await readAll(await tree.open((await tree.resolve(['Best', 'a.jpg'])) as FileResource));
    await settled();
    memory.setAlbums([trips, best]);
    expect(await tagOfTrips()).not.toBe(before);
  });

  it('is forgotten at a restart, and so is the tag', async () => {
    const store = createMemoryStore();
    const first = setUp([wrong], { store });
    await first.library.refresh();
    const before = await first.tree.resolve(['Trips']);
    await readAll(await first.tree.open(await fileOf(first)));
    await settled();
    first.memory.setAlbums([wrong, album('New', [])]);
    await first.library.refresh();
    const second = setUp([wrong], { store });
    await second.library.restore();
    expect(await fileOf(second)).toMatchObject({ size: 99 });
    expect((await second.tree.resolve(['Trips']))?.etag).toBe(before?.etag);
  });

  it('makes nothing that is made of months read them again', async () => {
    const store = createMemoryStore();
    const readListing = vi.fn((id: string) => store.catalog.readListing(id));
    const set = setUp([wrong], {
      store: { ...store, catalog: { ...store.catalog, readListing } },
      views: ['timeline', 'favorites'],
    });
    await set.library.refresh();
    const file = (await set.tree.resolve(['Timeline', '1970', '1970-01', 'a.jpg'])) as FileResource;
    await readAll(await set.tree.open(file));
    await settled();
    readListing.mockClear();
    await set.library.refresh();
    expect(readListing).not.toHaveBeenCalled();
  });
});
