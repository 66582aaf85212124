import { describe, expect, it } from 'vitest';
import { failsIn, type Mutants } from '../../../test/mutants.ts';
import { createMemoryStore } from '../../memory/memory-store.ts';
import type { Asset } from '../../ports/asset.ts';
import { assetFields } from '../../ports/asset-fields.ts';
import type { CatalogStore, LibraryStore, RenditionStore, StackStore } from '../../ports/library-store.ts';
import type { CatalogEntry, Listing } from '../../ports/listing.ts';
import type { StoreUnderTest } from './store-under-test.ts';
import { libraryStoreConformance } from './suite.ts';

const catalogOf = (good: LibraryStore, over: Partial<CatalogStore>): Partial<LibraryStore> => ({
  catalog: { ...good.catalog, ...over },
});
const stacksOf = (good: LibraryStore, over: Partial<StackStore>): Partial<LibraryStore> => ({
  stacks: { ...good.stacks, ...over },
});
const renditionsOf = (good: LibraryStore, over: Partial<RenditionStore>): Partial<LibraryStore> => ({
  renditions: { ...good.renditions, ...over },
});

/** A store whose entries are other ones when they are read. */
const readingEntries = (good: LibraryStore, change: (entry: CatalogEntry) => CatalogEntry): Partial<LibraryStore> =>
  catalogOf(good, { readEntries: async () => (await good.catalog.readEntries())?.map(change) });

/** A store whose listings are other ones when they are read. */
const readingListings = (good: LibraryStore, change: (listing: Listing) => Listing): Partial<LibraryStore> =>
  catalogOf(good, {
    readListing: async (id, options) => {
      const listing = await good.catalog.readListing(id, options);
      return listing && change(listing);
    },
  });

const withAssets = (listing: Listing, change: (asset: Asset) => Asset): Listing => ({
  ...listing,
  members: listing.members.map((member) => ({ ...member, asset: change(member.asset) })),
});

const loses = (field: keyof Asset) => (good: LibraryStore) =>
  readingListings(good, (listing) =>
    withAssets(listing, (asset) => {
      const { [field]: _lost, ...rest } = asset;
      return rest as Asset;
    }),
  );

const mutants: Mutants<LibraryStore> = {
  'has no entries and no listings at first': {
    'no entries are none': (good) =>
      catalogOf(good, { readEntries: async () => (await good.catalog.readEntries()) ?? [] }),
  },
  'returns entries in their order, with all fields, and none as none': {
    'entries are sorted': (good) =>
      catalogOf(good, {
        readEntries: async () =>
          (await good.catalog.readEntries())?.toSorted((a, b) => (a.group.id < b.group.id ? -1 : 1)),
      }),
    'none are undefined': (good) =>
      catalogOf(good, {
        readEntries: async () => {
          const entries = await good.catalog.readEntries();
          return entries?.length === 0 ? undefined : entries;
        },
      }),
    'the owner of a group is lost': (good) =>
      readingEntries(good, ({ group: { owner: _lost, ...group }, ...entry }) => ({ ...entry, group })),
    'the parents of a group are lost': (good) =>
      readingEntries(good, ({ group: { parents: _lost, ...group }, ...entry }) => ({ ...entry, group })),
    'an absent count is 0': (good) =>
      readingEntries(good, ({ group, ...entry }) => ({ ...entry, group: { assetCount: 0, ...group } })),
  },
  'returns a listing with all fields, absent ones absent': {
    ...Object.fromEntries(
      (Object.keys(assetFields) as (keyof Asset)[]).map((field) => [`the field ${field} is lost`, loses(field)]),
    ),
    'an absent field is undefined': (good) =>
      readingListings(good, (listing) =>
        withAssets(listing, (asset) => ({ rating: undefined, ...asset }) as unknown as Asset),
      ),
    'the count of archived assets is lost': (good) =>
      readingListings(good, ({ archivedCount: _lost, ...listing }) => listing),
    'a listing that is not retained is gone': (good) =>
      catalogOf(good, {
        readListing: async (id, options) => (options?.retain === false ? undefined : good.catalog.readListing(id)),
      }),
  },
  'replaces the entry of a listing with it, and no other entry or listing': {
    'the entry stays as it was': (good) => readingEntries(good, (entry) => ({ ...entry, listing: undefined })),
    'all groups have one listing': (good) => catalogOf(good, { readListing: () => good.catalog.readListing('a') }),
  },
  'returns a listing without a revision, and one without members': {
    'an empty listing is none': (good) =>
      catalogOf(good, {
        readListing: async (id) => {
          const listing = await good.catalog.readListing(id);
          return listing?.count === 0 ? undefined : listing;
        },
      }),
    'an absent revision is empty': (good) =>
      readingListings(good, (listing) => ({ ...listing, revision: listing.revision ?? '' })),
  },
  'replaces a listing with a longer and with a shorter one': {
    'members are added to those before': (good) => {
      let members: Listing['members'] = [];
      return catalogOf(good, {
        writeListing: (entry, listing) => {
          members = [...members.slice(0, -1), ...listing.members];
          return good.catalog.writeListing(entry, { ...listing, members });
        },
      });
    },
  },
  'deletes the listings of groups that are no longer entries': {
    'they are kept': (good) => {
      const kept = new Map<string, Listing>();
      return catalogOf(good, {
        readListing: async (id) => kept.get(id),
        writeListing: async (entry, listing) => void kept.set(entry.group.id, listing),
      });
    },
  },
  'ignores a listing of a group that is no entry': {
    'the entry is added': (good) =>
      catalogOf(good, {
        async writeListing(entry, listing) {
          await good.catalog.writeEntries([...((await good.catalog.readEntries()) ?? []), entry]);
          await good.catalog.writeListing(entry, listing);
        },
      }),
  },
  'keeps the listings of groups that stay entries': {
    'all listings are deleted': (good) =>
      catalogOf(good, {
        async writeEntries(entries) {
          await good.catalog.writeEntries([]);
          await good.catalog.writeEntries(entries);
        },
      }),
  },
  'has entries and listings after it was closed and opened': { 'nothing lasts': () => createMemoryStore() },
  'has no stacks at first, and returns them in their order': {
    'stacks are sorted': (good) =>
      stacksOf(good, {
        read: async () => (await good.stacks.read())?.toSorted((a, b) => (a.primaryId < b.primaryId ? -1 : 1)),
      }),
    'no stacks are none': (good) => stacksOf(good, { read: async () => (await good.stacks.read()) ?? [] }),
  },
  'replaces stacks with many, and with none': {
    'only a thousand are kept': (good) => stacksOf(good, { write: (all) => good.stacks.write(all.slice(0, 1000)) }),
    'none are not written': (good) =>
      stacksOf(good, { write: async (all) => (all.length > 0 ? good.stacks.write(all) : undefined) }),
  },
  'has stacks after it was closed and opened': { 'nothing lasts': () => createMemoryStore() },
  'returns metadata by rendition and asset, and none of other assets': {
    'all renditions are one': (good) =>
      renditionsOf(good, {
        read: (_rendition, ids) => good.renditions.read('preview', ids),
        write: (_rendition, metadata) => good.renditions.write('preview', metadata),
      }),
  },
  'adds metadata to what it has, and replaces that of the same asset': {
    'the first metadata stays': (good) =>
      renditionsOf(good, {
        async write(rendition, metadata) {
          const before = await good.renditions.read(rendition, [...metadata.keys()]);
          await good.renditions.write(rendition, new Map([...metadata, ...before]));
        },
      }),
  },
  'returns metadata of many assets at once': {
    'only a thousand are read': (good) =>
      renditionsOf(good, { read: (rendition, ids) => good.renditions.read(rendition, ids.slice(0, 1000)) }),
  },
  'has metadata after it was closed and opened': { 'nothing lasts': () => createMemoryStore() },
};

/** Memory stores that last as long as the test. */
function lasting(mutate: (good: LibraryStore) => Partial<LibraryStore>): StoreUnderTest {
  const good = createMemoryStore();
  return { open: async () => ({ ...good, ...mutate(good) }), lasts: true };
}

describe('the suite of stores passes one that conforms', () => {
  it.each(libraryStoreConformance)('$name', async ({ run }) => run(lasting(() => ({}))));
});

it('has a mutant for every rule', () => {
  expect(Object.keys(mutants).toSorted()).toEqual(libraryStoreConformance.map(({ name }) => name).toSorted());
});

it.each(failsIn(mutants))('%s: %s', async (name, _broken, mutate) => {
  const rule = libraryStoreConformance.find((candidate) => candidate.name === name);
  await expect(rule?.run(lasting(mutate))).rejects.toMatchObject({ name: 'ConformanceError' });
});
