import { type AssetSource, type Clock, createMemorySource, createPhotoLibrary } from '@immich-webdav/core';
import { expect, test } from 'vitest';
import { serve } from './serving.ts';

const album = 'Summer';
const clock: Clock = { now: () => 0, elapsed: () => 0, sleep: async () => {}, random: () => 0 };

/** A library of one album that counts what it is asked. */
function countedLibrary() {
  const asked: string[] = [];
  const content = Buffer.from('picture');
  const asset = {
    id: 'one',
    fileName: 'a.jpg',
    type: 'image',
    mediaType: 'image/jpeg',
    size: content.length,
    revision: '1',
    capturedAt: 0,
    modifiedAt: 0,
    uploadedAt: 0,
    content,
  } as const;
  const memory = createMemorySource([{ id: 'summer', name: album, createdAt: 0, assets: [asset] }]);
  const source: AssetSource = {
    groupKinds: memory.groupKinds,
    listGroups: (kind, options) => {
      asked.push('groups');
      return memory.listGroups(kind, options);
    },
    listAssets: (query, options) => {
      asked.push('assets');
      return memory.listAssets(query, options);
    },
    open: (one, rendition, options) => {
      asked.push('open');
      return memory.open(one, rendition, options);
    },
  };
  return { asked, library: createPhotoLibrary({ source, clock }) };
}

/** What Windows, Finder and browsers look for in every folder, whether there is any such thing or not. */
const probes = [
  'desktop.ini',
  'Thumbs.db',
  'folder.jpg',
  'autorun.inf',
  '.DS_Store',
  '._a.jpg',
  '._.',
  '.Spotlight-V100',
  '.metadata_never_index',
  'Backups.backupdb',
  'favicon.ico',
];

test('what clients look for in every folder is answered 404 without asking the library', async () => {
  const { asked, library } = countedLibrary();
  await library.refresh();
  expect(asked).toEqual(['groups', 'assets']);
  const { ask } = await serve(library.tree);
  for (const folder of ['', `/${album}`]) {
    for (const probe of probes) {
      for (const method of ['GET', 'HEAD', 'PROPFIND'])
        expect((await ask(method, `${folder}/${probe}`, { headers: { Depth: '0' } })).status).toBe(404);
    }
  }
  expect(asked).toEqual(['groups', 'assets']);
  await library.stop();
});

test('before the library was read, a folder of probes costs one listing', async () => {
  const { asked, library } = countedLibrary();
  const { ask } = await serve(library.tree);
  const answers = await Promise.all(probes.map((probe) => ask('GET', `/${album}/${probe}`)));
  expect(new Set(answers.map(({ status }) => status))).toEqual(new Set([404]));
  expect(asked).toEqual(['groups', 'assets']);
  await library.stop();
});
