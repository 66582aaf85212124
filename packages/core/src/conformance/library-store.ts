import { summaryOf } from '../catalog/listing.ts';
import type { Asset, Rendition } from '../ports/asset.ts';
import { assetFields } from '../ports/asset-fields.ts';
import type { Stack } from '../ports/asset-source.ts';
import type { LibraryStore } from '../ports/library-store.ts';
import type { CatalogEntry, Listing } from '../ports/listing.ts';
import type { ConformanceCase } from './conformance-case.ts';
import { must, mustEqual } from './expect.ts';

/** A store under test: empty at the beginning of each case. */
export interface StoreUnderTest {
  /** Opens it; again after it was closed, when it lasts. */
  readonly open: () => Promise<LibraryStore>;
  /** True: what was written is there after closing and opening. */
  readonly lasts: boolean;
}

/** One rule of the `LibraryStore` port. */
export type LibraryStoreCase = ConformanceCase<StoreUnderTest>;

const asset = (number: number, over: Partial<Asset> = {}): Asset => ({
  id: `asset-${number}`,
  fileName: `IMG ${number}/\u0000\ud83d\uddfe.jpg`,
  type: 'image',
  mediaType: 'image/jpeg',
  size: number,
  sha1: 'ff00'.repeat(10),
  revision: `r${number}`,
  capturedAt: -1,
  modifiedAt: 1_700_000_000_123,
  uploadedAt: number,
  originalPath: `/data/${number}`,
  ...over,
});

const listingOf = (assets: readonly Asset[], revision: string | undefined): Listing => {
  const named = assets.map((one) => ({ name: `${one.id}.jpg`, asset: one }));
  return { revision, readAt: 42, members: named, count: named.length, etag: `etag of ${named.length}` };
};

const entryOf = (id: string, listing?: Listing): CatalogEntry => ({
  name: `name of ${id}`,
  group: {
    kind: 'album',
    id,
    name: `verbatim/${id}`,
    revision: 'g1',
    assetCount: 3,
    createdAt: 1,
    modifiedAt: 2,
    parents: ['x', 'y'],
  },
  listing: listing && summaryOf(listing),
});

const { size: _size, sha1: _sha1, originalPath: _path, ...bare } = asset(7);
/** For each field an asset that has its sample, so that no store loses one. */
const oneOfEach = Object.entries(assetFields).map(([name, { sample }], index) => ({
  ...asset(100 + index),
  ...(name === 'id' ? undefined : { [name]: sample }),
}));
const everything = Object.fromEntries(Object.entries(assetFields).map(([name, { sample }]) => [name, sample]));
const detailed = asset(4, { ...everything, id: 'asset-4' });
const alike = asset(5, { camera: { make: 'Canon' }, place: { city: 'Rome' } });
const odd = listingOf([asset(1), bare, asset(3, { type: 'video', size: 0 }), detailed, alike, ...oneOfEach], 'l1');

/** Every rule of the port, for any test runner. */
export const libraryStoreConformance: readonly LibraryStoreCase[] = [
  {
    name: 'knows nothing at first',
    async run({ open }) {
      const store = await open();
      mustEqual(await store.catalog.readEntries(), undefined, 'entries');
      mustEqual(await store.catalog.readListing('a'), undefined, 'listing');
      await store.close();
    },
  },
  {
    name: 'gives entries back in their order, none as none',
    async run({ open }) {
      const store = await open();
      const entries = [entryOf('b'), entryOf('a')];
      await store.catalog.writeEntries(entries);
      mustEqual(await store.catalog.readEntries(), entries, 'entries');
      await store.catalog.writeEntries([]);
      mustEqual(await store.catalog.readEntries(), [], 'entries');
      await store.close();
    },
  },
  {
    name: 'gives a listing back whole, absent properties absent',
    async run({ open }) {
      const store = await open();
      await store.catalog.writeEntries([entryOf('a'), entryOf('b')]);
      await store.catalog.writeListing(entryOf('a', odd), odd);
      mustEqual(await store.catalog.readListing('a'), odd, 'listing');
      const stored = await store.catalog.readListing('a');
      must(
        stored?.members.every(({ asset: one }) => !Object.values(one).includes(undefined)) === true,
        'undefined is absent',
      );
      mustEqual(await store.catalog.readListing('b'), undefined, 'the listing of another');
      mustEqual((await store.catalog.readEntries())?.[0], entryOf('a', odd), 'its entry');
      await store.close();
    },
  },
  {
    name: 'keeps a listing without a revision and one without members',
    async run({ open }) {
      const store = await open();
      const [none, incomplete] = [listingOf([], 'l1'), listingOf([asset(1)], undefined)];
      await store.catalog.writeEntries([entryOf('a'), entryOf('b')]);
      await store.catalog.writeListing(entryOf('a', none), none);
      await store.catalog.writeListing(entryOf('b', incomplete), incomplete);
      mustEqual(await store.catalog.readListing('a'), none, 'a listing without members');
      mustEqual((await store.catalog.readListing('b'))?.revision, undefined, 'revision');
      mustEqual((await store.catalog.readEntries())?.[1]?.listing?.revision, undefined, 'revision of the entry');
      await store.close();
    },
  },
  {
    name: 'replaces a listing by a longer and by a shorter one',
    async run({ open }) {
      const store = await open();
      await store.catalog.writeEntries([entryOf('a')]);
      for (const count of [10, 2500, 3]) {
        const listing = listingOf(
          Array.from({ length: count }, (_, index) => asset(index)),
          'l1',
        );
        await store.catalog.writeListing(entryOf('a', listing), listing);
        mustEqual(await store.catalog.readListing('a'), listing, `listing of ${count}`);
      }
      await store.close();
    },
  },
  {
    name: 'forgets the listings of groups that are gone',
    async run({ open }) {
      const store = await open();
      await store.catalog.writeEntries([entryOf('a')]);
      await store.catalog.writeListing(entryOf('a', odd), odd);
      await store.catalog.writeEntries([entryOf('b')]);
      mustEqual(await store.catalog.readListing('a'), undefined, 'listing');
      await store.catalog.writeListing(entryOf('a', odd), odd);
      mustEqual(await store.catalog.readListing('a'), undefined, 'a listing that came too late');
      mustEqual(await store.catalog.readEntries(), [entryOf('b')], 'entries');
      await store.close();
    },
  },
  {
    name: 'keeps the listings of groups that stay',
    async run({ open }) {
      const store = await open();
      await store.catalog.writeEntries([entryOf('a')]);
      await store.catalog.writeListing(entryOf('a', odd), odd);
      await store.catalog.writeEntries([entryOf('b'), entryOf('a', odd)]);
      mustEqual(await store.catalog.readListing('a'), odd, 'listing');
      await store.close();
    },
  },
  {
    name: 'has everything after it was closed and opened, if it lasts',
    async run({ open, lasts }) {
      if (!lasts) return;
      const store = await open();
      await store.catalog.writeEntries([entryOf('a'), entryOf('b')]);
      await store.catalog.writeListing(entryOf('a', odd), odd);
      await store.close();
      const again = await open();
      mustEqual(await again.catalog.readEntries(), [entryOf('a', odd), entryOf('b')], 'entries');
      mustEqual(await again.catalog.readListing('a'), odd, 'listing');
      await again.close();
    },
  },
  {
    name: 'keeps stacks',
    async run({ open, lasts }) {
      const store = await open();
      mustEqual(await store.stacks.read(), undefined, 'stacks that were never written');
      const stackOf = (n: number): Stack => ({ primaryId: `p${n}`, assetIds: [`p${n}`, `raw ${n}`] });
      await store.stacks.write(Array.from({ length: 5000 }, (_, n) => stackOf(n)));
      mustEqual((await store.stacks.read())?.length, 5000, 'many stacks');
      await store.stacks.write([]);
      mustEqual(await store.stacks.read(), [], 'no stacks');
      await store.stacks.write([stackOf(2), stackOf(1)]);
      mustEqual(await store.stacks.read(), [stackOf(2), stackOf(1)], 'stacks in their order');
      await store.close();
      if (!lasts) return;
      const again = await open();
      mustEqual(await again.stacks.read(), [stackOf(2), stackOf(1)], 'after it was closed and opened');
      await again.close();
    },
  },
  {
    name: 'keeps what was learnt of renditions, by rendition and asset',
    async run({ open, lasts }) {
      const store = await open();
      const one = { revision: 'r1', metadata: { size: 1, mediaType: 'image/jpeg', tag: 'W/"1-a"' } };
      const other = { revision: 'r2', metadata: { size: 2 ** 40, mediaType: 'video/mp4', tag: '' } };
      const known = async (from: LibraryStore, rendition: Rendition, ids: readonly string[]) =>
        [...(await from.renditions.read(rendition, ids))].sort(([a], [b]) => (a < b ? -1 : 1));
      mustEqual(await known(store, 'preview', ['a']), [], 'nothing');
      await store.renditions.write(
        'preview',
        new Map([
          ['a', one],
          ['b', one],
        ]),
      );
      await store.renditions.write('playback', new Map([['a', other]]));
      await store.renditions.write('preview', new Map([['b', other]]));
      mustEqual(
        await known(store, 'preview', ['a', 'b', 'c']),
        [
          ['a', one],
          ['b', other],
        ],
        'previews',
      );
      mustEqual(await known(store, 'playback', ['b', 'a']), [['a', other]], 'playback');
      const many = Array.from({ length: 5000 }, (_, n) => `many-${n}`);
      await store.renditions.write('thumbnail', new Map(many.map((id) => [id, one])));
      mustEqual((await store.renditions.read('thumbnail', many)).size, many.length, 'many at once');
      await store.close();
      if (!lasts) return;
      const again = await open();
      mustEqual(await known(again, 'preview', ['b']), [['b', other]], 'after it was closed and opened');
      await again.close();
    },
  },
];
