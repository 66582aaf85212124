import { summaryOf } from '../../catalog/listing.ts';
import type { Asset } from '../../ports/asset.ts';
import { assetFields } from '../../ports/asset-fields.ts';
import type { AssetGroup } from '../../ports/asset-group.ts';
import type { LibraryStore } from '../../ports/library-store.ts';
import type { CatalogEntry, Listing } from '../../ports/listing.ts';
import type { ConformanceCase } from '../conformance-case.ts';

/** A store under test: empty at the beginning of each case. */
export interface StoreUnderTest {
  /** Opens it; again after it was closed, when it lasts. */
  readonly open: () => Promise<LibraryStore>;
  /** True: what was written is there after closing and opening. */
  readonly lasts: boolean;
}

/** One rule of the `LibraryStore` port. */
export type LibraryStoreCase = ConformanceCase<StoreUnderTest>;

/** Skips a rule of stores that last. */
export const needsToLast = ({ lasts }: StoreUnderTest): string | undefined =>
  lasts ? undefined : 'The store does not last: it is empty whenever it is opened.';

/** Runs a rule with an open store, and closes it. */
export const withStore =
  (rule: (store: LibraryStore) => Promise<void>) =>
  async ({ open }: StoreUnderTest): Promise<void> => {
    const store = await open();
    await rule(store);
    await store.close();
  };

/** Runs a rule with a store, and another one with the store after it was closed and opened. */
export const withReopenedStore =
  (write: (store: LibraryStore) => Promise<void>, read: (store: LibraryStore) => Promise<void>) =>
  async (underTest: StoreUnderTest): Promise<void> => {
    await withStore(write)(underTest);
    await withStore(read)(underTest);
  };

/** An ordinary asset. */
export const asset = (number: number, over: Partial<Asset> = {}): Asset => ({
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

/** A listing of some assets. */
export const listingOf = (assets: readonly Asset[], revision: string | undefined): Listing => {
  const named = assets.map((one) => ({ name: `${one.id}.jpg`, asset: one }));
  const archived = assets.filter(({ isArchived }) => isArchived).length;
  return {
    revision,
    readAt: 42,
    members: named,
    count: named.length,
    etag: `etag of ${named.length}`,
    ...(archived > 0 && { archivedCount: archived }),
  };
};

/** Every field of a group. */
const group: Required<AssetGroup> = {
  kind: 'album',
  id: '',
  name: 'verbatim/\u0000',
  parents: ['x', 'y/z'],
  owner: 'Zoë',
  revision: 'g1',
  assetCount: 3,
  createdAt: 1,
  modifiedAt: 2,
};

/** The entry of a group, and of its listing if it has one. */
export const entryOf = (id: string, listing?: Listing): CatalogEntry => ({
  name: `name of ${id}`,
  group: { ...group, id },
  listing: listing && summaryOf(listing),
});

const bareGroup: CatalogEntry = {
  name: 'bare',
  group: { kind: 'derived:camera', id: 'bare', name: '', revision: '', createdAt: -1, modifiedAt: 0 },
  listing: undefined,
};

/** Entries with every field of a group, and with none of the optional ones. */
export const everyEntry: readonly CatalogEntry[] = [entryOf('b'), bareGroup, entryOf('a')];

const { size: _size, sha1: _sha1, originalPath: _path, ...bare } = asset(7);
const fields = Object.entries(assetFields);
/** For each field an asset that has its sample, so that no store loses one. */
const oneOfEach = fields.map(([name, { sample }], index) => ({
  ...asset(100 + index),
  ...(name === 'id' ? undefined : { [name]: sample }),
}));
const everything = Object.fromEntries(fields.map(([name, { sample }]) => [name, sample]));
const detailed = asset(4, { ...everything, id: 'asset-4' });
const alike = asset(5, { camera: { make: 'Canon' }, place: { city: 'Rome' } });

/** A listing with every field of an asset, alone and together, and with none of the optional ones. */
export const everyField: Listing = listingOf(
  [asset(1), bare, asset(3, { type: 'video', size: 0 }), detailed, alike, ...oneOfEach],
  'l1',
);
