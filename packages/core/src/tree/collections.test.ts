import { expect, it } from 'vitest';
import { album, asset } from '../../test/library.ts';
import { setUp } from '../../test/set-up.ts';
import { readAll } from '../conformance/expect.ts';
import { LibraryError } from '../errors/library-error.ts';
import { createMemorySource } from '../memory/memory-source.ts';
import type { AssetSource } from '../ports/asset-source.ts';
import type { CollectionResource, FileResource } from '../ports/resource.ts';

it.each([
  ['albums' as const, ['Trips', 'a.jpg']],
  ['favorites' as const, ['a.jpg']],
  ['timeline' as const, ['1970', '1970-01', 'a.jpg']],
])('%s: a file that was replaced is there at the second try', async (view, path) => {
  const before = asset('a.jpg', 'before', { id: 'a', isFavorite: true, sha1: 'b' });
  const after = asset('a.jpg', 'after!!', { id: 'a', isFavorite: true, sha1: 'a' });
  const memory = createMemorySource([album('Trips', [before])]);
  const open: AssetSource['open'] = async (listed, ...rest) => {
    const content = await memory.open(listed, ...rest);
    if (content.size !== listed.size) throw new LibraryError('conflict', 'It was replaced.');
    return content;
  };
  const { library, tree } = setUp([], { override: { ...memory, open }, views: [view] });
  await library.refresh();
  const file = (await tree.resolve(path)) as FileResource;
  memory.setAlbums([album('Trips', [after])]);
  await expect(tree.open(file)).rejects.toMatchObject({ code: 'conflict' });
  const now = (await tree.resolve(path)) as FileResource;
  expect(now).toMatchObject({ etag: 'a', size: 7 });
  expect(await readAll(await tree.open(now))).toHaveLength(7);
});

it('the order in which the library lists albums changes no folder', async () => {
  const nested = ['Trips / Rome', 'Trips / Paris'].map((name) => album(name, [asset('a.jpg')]));
  const look = async (albums: typeof nested) => {
    const { library, tree } = setUp(albums, { albumPathSeparator: ' / ' });
    await library.refresh();
    return tree.resolve(['Trips']);
  };
  expect(await look(nested.toReversed())).toEqual(await look(nested));
});

it('a folder changes when its files are of another type', async () => {
  const file = asset('a.jpg');
  const { library, tree, memory } = setUp([album('Trips', [file])]);
  await library.refresh();
  const before = await tree.resolve(['Trips']);
  memory.setAlbums([album('Trips', [{ ...file, mediaType: 'image/avif' }])]);
  await library.refresh();
  expect((await tree.resolve(['Trips']))?.etag).not.toBe(before?.etag);
});

it('a folder that had to be moved beside an album gives the same members again', async () => {
  const days = ['2024-03-01', '2024-03-02'].map((day) =>
    asset(`${day}.jpg`, day, { capturedAt: Date.parse(`${day}T12:00Z`) }),
  );
  const albums = [album('Trips', days), album('Trips / 2024-03-01', [])];
  const { library, tree } = setUp(albums, { albumPathSeparator: ' / ', splitFoldersAt: 1 });
  await library.refresh();
  const members = await tree.members((await tree.resolve(['Trips'])) as CollectionResource);
  const moved = members.find(({ name }) => name.startsWith('2024-03-01~')) as CollectionResource;
  expect(await tree.members(moved)).toHaveLength(1);
  expect(await tree.members(moved)).toBe(await tree.members(moved));
});
