import { describe, it } from 'vitest';
import { album, asset } from '../../test/library.ts';
import { createManualClock } from '../../test/manual-clock.ts';
import { runCase } from '../conformance/conformance-case.ts';
import { resourceTreeConformance } from '../conformance/resource-tree/suite.ts';
import { collectionsOf, type TreeUnderTest } from '../conformance/resource-tree/tree-under-test.ts';
import { createMemorySource } from '../memory/memory-source.ts';
import { createPhotoLibrary, type ShowOptions } from '../photo-library.ts';
import type { SidecarWriter } from '../ports/sidecar.ts';
import { renditionNames } from '../renditions/renditions.ts';
import { viewNames } from '../views/views.ts';

const bytes = (text: string): Uint8Array => new TextEncoder().encode(text);

const renditions = {
  preview: { content: bytes('preview'), mediaType: 'image/jpeg' },
  thumbnail: { content: bytes('small'), mediaType: 'image/webp' },
};
const rome = { country: 'Italy', city: 'Rome' };
const photo = asset('Größe.jpg', 'photo', { isFavorite: true, sha1: 'ab'.repeat(20), renditions });
const film = asset('b.mp4', 'video', { capturedAt: Date.UTC(2024, 2, 1), place: rome, renditions });
const wrong = asset('wrong.jpg', 'twelve bytes', { size: 5, renditions });
const added = asset('added.jpg', 'added', { uploadedAt: Date.UTC(2024, 3, 1), renditions });

const library = {
  albums: [album('Trips', [photo, film, wrong]), album('Trips / Rome', [film])],
  loose: [asset('loose.jpg', 'unfiled', { renditions })],
  people: [{ id: 'person-1', name: 'Eve', assets: [photo] }],
  tags: [{ id: 'tag-1', name: 'Sun', assets: [photo, film] }],
  searches: [{ id: 'search-1', name: 'Videos', assets: [film] }],
  stacks: [{ primaryId: photo.id, assetIds: [photo.id, wrong.id] }],
};

const sidecar: SidecarWriter = {
  extension: '.xmp',
  mediaType: 'application/rdf+xml',
  write: ({ people, tags }) => bytes(JSON.stringify([people, tags])),
};

/** Two libraries over one memory source, as before and after a restart. */
async function libraries(show: ShowOptions) {
  const source = createMemorySource(library);
  const clock = createManualClock();
  const [first, second] = [0, 1].map(() => createPhotoLibrary({ source, clock, sidecar, show }));
  if (!first || !second) throw new TypeError('There are two.');
  for (const one of [first, second]) {
    await one.refresh();
    // Metadata of renditions is fetched when a collection is listed, and shown from then on.
    await collectionsOf(one.tree);
  }
  return { source, first, restarted: second.tree };
}

async function oneView(): Promise<TreeUnderTest> {
  const { source, first, restarted } = await libraries({ albumPathSeparator: ' / ' });
  return {
    tree: first.tree,
    restarted,
    files: [{ path: ['Trips', 'Größe.jpg'], content: photo.content }],
    sameAsset: [
      ['Trips', 'b.mp4'],
      ['Trips', 'Rome', 'b.mp4'],
    ],
    alternates: ['Trips', 'Größe.jpg'],
    wronglySized: ['Trips', 'wrong.jpg'],
    async change() {
      source.setAlbums([album('Trips', [photo, film, wrong, added]), album('Trips / Rome', [film])]);
      await first.refresh();
      return ['Trips'];
    },
  };
}

async function everything(): Promise<TreeUnderTest> {
  const { source, first, restarted } = await libraries({
    views: viewNames,
    renditions: renditionNames,
    livePhotos: 'pair',
    stacks: 'primary',
    splitFoldersAt: 2,
  });
  return {
    tree: first.tree,
    restarted,
    sameAsset: [
      ['Original', 'Favorites', 'Größe.jpg'],
      ['Original', 'People', 'Eve', 'Größe.jpg'],
    ],
    alternates: ['Original', 'Favorites', 'Größe.jpg'],
    async change() {
      source.setLibrary({ ...library, tags: [{ id: 'tag-1', name: 'Sun', assets: [film, added] }], loose: [added] });
      await first.refresh();
      return ['Original', 'Tags', 'Sun'];
    },
  };
}

describe.each([
  ['of one view', oneView],
  ['of every view, rendition and sidecar', everything],
])('a library tree %s conforms', (_name, makeUnderTest) => {
  for (const rule of resourceTreeConformance)
    it(rule.name, async (context) => runCase(rule, await makeUnderTest(), (reason) => context.skip(reason)));
});
