import { createPhotoLibrary } from '@immich-webdav/core';
import { type FakeImmich, library, photo } from '@immich-webdav/fake-immich';
import { describe, expect, onTestFinished, test } from 'vitest';
import { parseSearches } from '../src/index.ts';
import { MINUTE, NOON, startAtNoon } from './clocked.ts';
import { known, RELEASES } from './start.ts';

const clock = { now: () => NOON, elapsed: () => performance.now(), random: () => 0, sleep: async () => {} };
const { searches } = parseSearches('Beach=rating:5; Others=type:video');
const old = { createdAt: NOON - 60 * MINUTE, fileCreatedAt: '2024-01-15T12:00:00Z' };

/** Two groups of each kind, which have their turns one after the other. */
const photos = () => {
  const [always, sometimes] = [photo('always.jpg', { ...old, exif: { rating: 5 } }), photo('sometimes.jpg', old)];
  return library()
    .album('A', [photo('filed.jpg', old)])
    .loose(always, sometimes)
    .person('Alice', { assets: [always] })
    .person('Zoe', { assets: [always] })
    .tag('Beach', [always])
    .tag('Other', [always]);
};

type Change = (library: FakeImmich['library'], id: string) => void;

interface Case {
  readonly view: 'people' | 'tags' | 'searches' | 'not-in-album';
  readonly path: readonly string[];
  readonly put: Change;
  readonly take: Change;
}

const cases: readonly Case[] = [
  {
    view: 'people',
    path: ['Alice'],
    put: (of, id) => of.assignFace(of.personNamed('Alice').id, id),
    take: (of, id) => of.unassignFace(of.personNamed('Alice').id, id),
  },
  {
    view: 'tags',
    path: ['Beach'],
    put: (of, id) => of.tagAssets('Beach', id),
    take: (of, id) => of.untagAssets('Beach', id),
  },
  {
    view: 'searches',
    path: ['Beach'],
    put: (of, id) => of.rate(id, 5),
    take: (of, id) => of.rate(id, null),
  },
  {
    view: 'not-in-album',
    path: [],
    put: (of, id) => of.removeFromAlbum(of.albumNamed('A').id, id),
    take: (of, id) => of.addToAlbum(of.albumNamed('A').id, id),
  },
];

describe.each(RELEASES)('what a listing of Immich %s stands for', (version) => {
  test.each(cases)('$view: what was put in and taken out between two turns does not stay', async (one) => {
    const started = await startAtNoon({ version, library: photos() }, { searches, hints: false });
    const tree = createPhotoLibrary({ source: started.source, clock, show: { views: [one.view] } });
    onTestFinished(() => tree.stop());
    const id = started.immich.library.assetNamed('sometimes.jpg').id;
    const names = async () => {
      const folder = known(await tree.tree.resolve(one.path));
      return folder.kind === 'collection' ? (await tree.tree.members(folder)).map(({ name }) => name) : [];
    };
    // The marks are of this moment, and nobody opened a folder yet.
    await tree.refresh();
    one.put(started.immich.library, id);
    expect(await names()).toContain('sometimes.jpg');
    one.take(started.immich.library, id);
    for (let turn = 0; turn < 3; turn++) {
      started.wait(MINUTE);
      await tree.refresh();
    }
    expect(await names()).not.toContain('sometimes.jpg');
  });

  test('tags: one that was listed because of its new tag leaves in its turn', async () => {
    const started = await startAtNoon({ version, library: photos() }, { hints: false });
    const tree = createPhotoLibrary({ source: started.source, clock, show: { views: ['tags'] } });
    onTestFinished(() => tree.stop());
    const { library: immich } = started.immich;
    const id = immich.assetNamed('sometimes.jpg').id;
    const names = async () => {
      const folder = known(await tree.tree.resolve(['Beach']));
      return folder.kind === 'collection' ? (await tree.tree.members(folder)).map(({ name }) => name) : [];
    };
    await tree.refresh();
    expect(await names()).toEqual(['always.jpg']);
    await tree.refresh();
    started.wait(MINUTE);
    immich.tagAssets('Beach', id);
    await tree.refresh();
    expect(await names()).toEqual(['always.jpg', 'sometimes.jpg']);
    immich.untagAssets('Beach', id);
    for (let turn = 0; turn < immich.tags().length; turn++) {
      started.wait(MINUTE);
      await tree.refresh();
    }
    expect(await names()).toEqual(['always.jpg']);
  });
});
