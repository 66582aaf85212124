import { must, mustEqual } from '../expect.ts';
import {
  asset,
  entryOf,
  everyEntry,
  everyField,
  type LibraryStoreCase,
  listingOf,
  needsToLast,
  withReopenedStore,
  withStore,
} from './store-under-test.ts';

/** Rules of entries and listings. */
export const catalogRules: readonly LibraryStoreCase[] = [
  {
    name: 'has no entries and no listings at first',
    run: withStore(async ({ catalog }) => {
      mustEqual(await catalog.readEntries(), undefined, 'entries');
      mustEqual(await catalog.readListing('a'), undefined, 'listing');
    }),
  },
  {
    name: 'returns entries in their order, with all fields, and none as none',
    run: withStore(async ({ catalog }) => {
      await catalog.writeEntries(everyEntry);
      mustEqual(await catalog.readEntries(), everyEntry, 'entries');
      await catalog.writeEntries([]);
      mustEqual(await catalog.readEntries(), [], 'entries');
    }),
  },
  {
    name: 'returns a listing with all fields, absent ones absent',
    run: withStore(async ({ catalog }) => {
      await catalog.writeEntries([entryOf('a'), entryOf('b')]);
      await catalog.writeListing(entryOf('a', everyField), everyField);
      mustEqual(await catalog.readListing('a'), everyField, 'listing');
      mustEqual(await catalog.readListing('a', { retain: false }), everyField, 'listing that is not retained');
      const { members = [] } = (await catalog.readListing('a')) ?? {};
      const isWhole = members.every(({ asset: one }) => !Object.values(one).includes(undefined));
      must(isWhole, 'An absent field must be absent, not undefined.');
    }),
  },
  {
    name: 'replaces the entry of a listing with it, and no other entry or listing',
    run: withStore(async ({ catalog }) => {
      await catalog.writeEntries([entryOf('a'), entryOf('b')]);
      await catalog.writeListing(entryOf('a', everyField), everyField);
      mustEqual(await catalog.readEntries(), [entryOf('a', everyField), entryOf('b')], 'entries');
      mustEqual(await catalog.readListing('b'), undefined, 'the listing of another group');
    }),
  },
  {
    name: 'returns a listing without a revision, and one without members',
    run: withStore(async ({ catalog }) => {
      const [none, incomplete] = [listingOf([], 'l1'), listingOf([asset(1)], undefined)];
      await catalog.writeEntries([entryOf('a'), entryOf('b')]);
      await catalog.writeListing(entryOf('a', none), none);
      await catalog.writeListing(entryOf('b', incomplete), incomplete);
      mustEqual(await catalog.readListing('a'), none, 'a listing without members');
      mustEqual(await catalog.readListing('b'), incomplete, 'a listing without a revision');
      mustEqual((await catalog.readEntries())?.[1]?.listing?.revision, undefined, 'revision of the entry');
    }),
  },
  {
    name: 'replaces a listing with a longer and with a shorter one',
    run: withStore(async ({ catalog }) => {
      await catalog.writeEntries([entryOf('a')]);
      for (const count of [10, 2500, 3]) {
        const assets = Array.from({ length: count }, (_, index) => asset(index));
        const listing = listingOf(assets, 'l1');
        await catalog.writeListing(entryOf('a', listing), listing);
        mustEqual(await catalog.readListing('a'), listing, `listing of ${count}`);
      }
    }),
  },
  {
    name: 'deletes the listings of groups that are no longer entries',
    run: withStore(async ({ catalog }) => {
      await catalog.writeEntries([entryOf('a')]);
      await catalog.writeListing(entryOf('a', everyField), everyField);
      await catalog.writeEntries([entryOf('b')]);
      mustEqual(await catalog.readListing('a'), undefined, 'listing');
    }),
  },
  {
    name: 'ignores a listing of a group that is no entry',
    run: withStore(async ({ catalog }) => {
      await catalog.writeEntries([entryOf('b')]);
      await catalog.writeListing(entryOf('a', everyField), everyField);
      mustEqual(await catalog.readListing('a'), undefined, 'listing');
      mustEqual(await catalog.readEntries(), [entryOf('b')], 'entries');
    }),
  },
  {
    name: 'keeps the listings of groups that stay entries',
    run: withStore(async ({ catalog }) => {
      await catalog.writeEntries([entryOf('a')]);
      await catalog.writeListing(entryOf('a', everyField), everyField);
      await catalog.writeEntries([entryOf('b'), entryOf('a', everyField)]);
      mustEqual(await catalog.readListing('a'), everyField, 'listing');
    }),
  },
  {
    name: 'has entries and listings after it was closed and opened',
    skip: needsToLast,
    run: withReopenedStore(
      async ({ catalog }) => {
        await catalog.writeEntries([entryOf('a'), ...everyEntry.slice(0, 2)]);
        await catalog.writeListing(entryOf('a', everyField), everyField);
      },
      async ({ catalog }) => {
        mustEqual(await catalog.readEntries(), [entryOf('a', everyField), ...everyEntry.slice(0, 2)], 'entries');
        mustEqual(await catalog.readListing('a'), everyField, 'listing');
      },
    ),
  },
];
