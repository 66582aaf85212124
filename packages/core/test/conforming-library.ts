import type { ConformanceLibrary } from '../src/conformance/asset-source/library-under-test.ts';
import { createMemorySource } from '../src/memory/memory-source.ts';
import { album, asset } from './library.ts';

const bytes = (text: string): Uint8Array => new TextEncoder().encode(text);

const photo = asset('a.jpg', 'photo', {
  renditions: {
    preview: { content: bytes('preview'), mediaType: 'image/jpeg' },
    thumbnail: { content: bytes('small'), mediaType: 'image/webp' },
  },
});
const film = asset('b/c.mp4', 'video', { capturedAt: Date.UTC(2024, 2, 1) });
const raw = asset('a.dng', 'raw');
const unfiled = asset('loose.jpg', 'unfiled', { isFavorite: true, camera: { make: 'Canon' }, sha1: 'ab'.repeat(20) });

const library = {
  albums: [album('Trips', [photo, film, raw]), album('', [])],
  loose: [unfiled],
  people: [{ id: 'person-1', name: 'Eve', assets: [photo, unfiled] }],
  tags: [
    { id: 'tag-1', name: 'Trips', assets: [photo] },
    { id: 'tag-2', name: '2024', parents: ['Trips'], assets: [film] },
  ],
  searches: [{ id: 'search-1', name: 'Videos', assets: [film] }],
  stacks: [{ primaryId: photo.id, assetIds: [raw.id, photo.id] }],
};

/** A memory source of a library with something of everything, so that no rule of the suite is skipped but that of `close`. */
export function conformingLibrary(): ConformanceLibrary & { readonly source: ReturnType<typeof createMemorySource> } {
  const source = createMemorySource(library);
  return {
    source,
    albums: library.albums,
    restarted: createMemorySource(library),
    stacks: [['a.jpg', 'a.dng']],
    change: async () => source.setLibrary({ ...library, stacks: [] }),
  };
}
