import { createHash } from 'node:crypto';
import { expect, test } from 'vitest';
import { createFakeImmich, generatedLibrary, photo } from '../src/index.ts';
import { namesOf, type Page, start } from './start.ts';

test('a million assets in 2,000 albums: all are counted, none is made before it is asked for', async () => {
  const { read } = await start({ library: generatedLibrary({ albums: 2000, assets: 1_000_000, checksums: 'seed' }) });
  const albums = await read<{ assetCount: number }[]>('/albums');
  expect(albums).toHaveLength(2000);
  expect(albums.every((album) => album.assetCount === 500)).toBe(true);
});

test('some albums have a size of their own, the others share the rest', async () => {
  const { read } = await start({ library: generatedLibrary({ albums: 5, assets: 100, albumSizes: [50, 0] }) });
  const albums = await read<{ albumName: string; assetCount: number }[]>('/albums');
  const counts = albums.toSorted((a, b) => (a.albumName < b.albumName ? -1 : 1)).map(({ assetCount }) => assetCount);
  expect(counts).toEqual([50, 0, 16, 17, 17]);
  expect(() => createFakeImmich({ library: generatedLibrary({ albums: 1, assets: 1, albumSizes: [2] }) })).toThrow(
    TypeError,
  );
});

test('checksums are those of the bytes', async () => {
  const library = generatedLibrary({ albums: 1, assets: 3, size: { min: 10, max: 3_000_000 }, videoEvery: 2 });
  const { immich, ask, read } = await start({ library });
  const page = await read<{
    assets: { items: { id: string; checksum: string; exifInfo: { fileSizeInByte: number } }[] };
  }>('/search/metadata', { withExif: true });
  expect(page.assets.items).toHaveLength(3);
  for (const { id, checksum, exifInfo } of page.assets.items) {
    const bytes = Buffer.from(await (await ask(`/assets/${id}/original`)).arrayBuffer());
    expect(bytes).toHaveLength(exifInfo.fileSizeInByte);
    expect(createHash('sha1').update(bytes).digest('base64')).toBe(checksum);
    expect(immich.library.asset(id).checksum()).toBe(checksum);
  }
});

test('generated assets can be changed like others', async () => {
  const { immich, read } = await start({ library: generatedLibrary({ albums: 2, assets: 6 }) });
  const album = immich.library.albumNamed('Album 0001');
  const search = { albumIds: [album.id] };
  const [third = '', second = ''] = (await read<Page>('/search/metadata', search)).assets.items.map(({ id }) => id);
  immich.library.trash(second);
  immich.library.addToAlbum(album.id, immich.library.addAsset(photo('new.jpg', { fileCreatedAt: 0 })).id);
  expect(namesOf(await read<Page>('/search/metadata', search))).toEqual([
    'IMG_0000003.jpg',
    'IMG_0000001.jpg',
    'new.jpg',
  ]);
  immich.library.forceDelete(third);
  expect(await read(`/albums/${album.id}`)).toMatchObject({ assetCount: 2 });
  immich.library.restore(second);
  expect(await read(`/albums/${album.id}`)).toMatchObject({ assetCount: 3 });
});

test('divides a generated library among several owners, who see only what is theirs', async () => {
  const { ask } = await start({ library: generatedLibrary({ albums: 4, assets: 6, owners: ['ada', 'bob'] }) });
  const seenBy = async (name: string): Promise<object> => {
    const get = async <T>(path: string, json?: object): Promise<T> =>
      (await (await ask(path, { headers: { 'x-api-key': `${name}-key` }, ...(json && { json }) })).json()) as T;
    const albums = await get<readonly { albumName: string; assetCount: number }[]>('/albums');
    return {
      albums: albums.map(({ albumName, assetCount }) => `${albumName}: ${assetCount}`).sort(),
      assets: namesOf(await get<Page>('/search/metadata', {})),
    };
  };
  expect(await seenBy('ada')).toEqual({
    albums: ['Album 0001: 1', 'Album 0002: 2'],
    assets: ['IMG_0000003.jpg', 'IMG_0000002.jpg', 'IMG_0000001.jpg'],
  });
  expect(await seenBy('bob')).toEqual({
    albums: ['Album 0003: 1', 'Album 0004: 2'],
    assets: ['IMG_0000006.jpg', 'IMG_0000005.jpg', 'IMG_0000004.jpg'],
  });
  expect(() =>
    createFakeImmich({ library: generatedLibrary({ albums: 1, assets: 1, owners: ['a', 'b'], varied: true }) }),
  ).toThrow('A varied library has one owner.');
});
