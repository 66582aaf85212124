import type { Rendition } from '../../ports/asset.ts';
import type { Stack } from '../../ports/asset-source.ts';
import type { CachedRendition, LibraryStore } from '../../ports/library-store.ts';
import { mustEqual } from '../expect.ts';
import { type LibraryStoreCase, needsToLast, withReopenedStore, withStore } from './store-under-test.ts';

const stackOf = (n: number): Stack => ({ primaryId: `p${n}`, assetIds: [`p${n}`, `raw ${n}`] });

const small: CachedRendition = { revision: 'r1', metadata: { size: 1, mediaType: 'image/jpeg', tag: 'W/"1-a"' } };
const large: CachedRendition = { revision: 'r2', metadata: { size: 2 ** 40, mediaType: 'video/mp4', tag: '' } };

const read = async (store: LibraryStore, rendition: Rendition, ids: readonly string[]): Promise<unknown> =>
  [...(await store.renditions.read(rendition, ids))].sort(([a], [b]) => (a < b ? -1 : 1));

/** Rules of stacks and of rendition metadata. */
export const stackAndRenditionRules: readonly LibraryStoreCase[] = [
  {
    name: 'has no stacks at first, and returns them in their order',
    run: withStore(async ({ stacks }) => {
      mustEqual(await stacks.read(), undefined, 'stacks that were never written');
      await stacks.write([stackOf(2), stackOf(1)]);
      mustEqual(await stacks.read(), [stackOf(2), stackOf(1)], 'stacks');
    }),
  },
  {
    name: 'replaces stacks with many, and with none',
    run: withStore(async ({ stacks }) => {
      await stacks.write([stackOf(1)]);
      const many = Array.from({ length: 5000 }, (_, n) => stackOf(n));
      await stacks.write(many);
      mustEqual(await stacks.read(), many, 'many stacks');
      await stacks.write([]);
      mustEqual(await stacks.read(), [], 'no stacks');
    }),
  },
  {
    name: 'has stacks after it was closed and opened',
    skip: needsToLast,
    run: withReopenedStore(
      ({ stacks }) => stacks.write([stackOf(2), stackOf(1)]),
      async ({ stacks }) => mustEqual(await stacks.read(), [stackOf(2), stackOf(1)], 'stacks'),
    ),
  },
  {
    name: 'returns metadata by rendition and asset, and none of other assets',
    run: withStore(async (store) => {
      mustEqual(await read(store, 'preview', ['a']), [], 'metadata that was never written');
      await store.renditions.write('preview', new Map([['a', small]]));
      await store.renditions.write('playback', new Map([['a', large]]));
      mustEqual(await read(store, 'preview', ['a', 'b']), [['a', small]], 'previews');
      mustEqual(await read(store, 'playback', ['b', 'a']), [['a', large]], 'playback');
    }),
  },
  {
    name: 'adds metadata to what it has, and replaces that of the same asset',
    run: withStore(async (store) => {
      const first = [
        ['a', small],
        ['b', small],
      ] as const;
      await store.renditions.write('preview', new Map(first));
      await store.renditions.write('preview', new Map([['b', large]]));
      mustEqual(
        await read(store, 'preview', ['a', 'b']),
        [
          ['a', small],
          ['b', large],
        ],
        'previews',
      );
    }),
  },
  {
    name: 'returns metadata of many assets at once',
    run: withStore(async ({ renditions }) => {
      const many = Array.from({ length: 5000 }, (_, n) => `many-${n}`);
      await renditions.write('thumbnail', new Map(many.map((id) => [id, small])));
      mustEqual((await renditions.read('thumbnail', many)).size, many.length, 'assets with metadata');
    }),
  },
  {
    name: 'has metadata after it was closed and opened',
    skip: needsToLast,
    run: withReopenedStore(
      ({ renditions }) => renditions.write('preview', new Map([['b', large]])),
      async (store) => mustEqual(await read(store, 'preview', ['b']), [['b', large]], 'previews'),
    ),
  },
];
