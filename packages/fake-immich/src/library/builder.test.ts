import { expect, test } from 'vitest';
import { library, photo } from './builder.ts';
import { loadLibrary } from './load.ts';

test('albums and assets belong to the user before them; without one, to admin', () => {
  const built = library()
    .album('A')
    .user('bob')
    .album('B', [photo('b.jpg')])
    .loose(photo('l.jpg'));
  const { state, user } = loadLibrary(built);
  const owners = [...state.albums.values()].map((album) => [album.name, album.ownerId]);
  expect(owners).toEqual([
    ['A', user('admin').id],
    ['B', user('bob').id],
  ]);
  expect([...state.assets.indexes()].map((index) => state.assets.at(index)?.ownerId)).toEqual([
    user('bob').id,
    user('bob').id,
  ]);
  expect(user('admin').apiKeys[0]?.secret).toBe('admin-key');
});

test('one description is one asset, in as many albums as name it; ids are the same each time', () => {
  const shared = photo('s.jpg');
  const build = () =>
    loadLibrary(
      library()
        .album('A', [shared, photo('a.jpg')])
        .album('B', [shared]),
    ).state;
  const ids = (state: ReturnType<typeof build>) =>
    [...state.assets.indexes()].map((index) => state.assets.at(index)?.id);
  const state = build();
  expect(ids(state)).toHaveLength(2);
  expect([...state.albums.values()].map((album) => [...album.members])).toEqual([[0, 1], [0]]);
  expect(ids(build())).toEqual(ids(state));
});

test('an unknown user, asset or time is refused with its name', () => {
  const load = (description: Parameters<typeof loadLibrary>[0]) => () => loadLibrary(description);
  expect(load(library().album('A', [], { owner: 'eve' }))).toThrow('no user "eve"');
  expect(load(library().album('A', [], { assetIds: ['x'] }))).toThrow('no asset x');
  expect(load(library().album('A', [photo('a.jpg', { fileCreatedAt: 'yesterday' })]))).toThrow('Not a time: yesterday');
});
