import { LibraryError } from '@immich-webdav/core';
import { expect, it } from 'vitest';
import { entryOf, listingOf } from '../test/listings.ts';
import { temporaryFolder } from '../test/temporary-folder.ts';
import { createListingStore } from './create-listing-store.ts';

/** Turns of the event loop that others had while something was done. */
async function turnsDuring(work: () => Promise<unknown>): Promise<number> {
  let turns = 0;
  let isDone = false;
  const count = (): void => {
    turns++;
    if (!isDone) setImmediate(count);
  };
  setImmediate(count);
  await work();
  isDone = true;
  return turns;
}

it('lets others go between the slices of a long listing, in writing and in reading', async () => {
  const options = { folder: temporaryFolder(), identity: 'a', memoryBytes: 0 };
  const long = listingOf(20_000);
  const store = await createListingStore(options);
  await store.catalog.writeEntries([entryOf('a')]);
  expect(await turnsDuring(() => store.catalog.writeListing(entryOf('a', long), long))).toBeGreaterThanOrEqual(40);
  await store.close();
  const again = await createListingStore(options);
  expect(await turnsDuring(() => again.catalog.readListing('a'))).toBeGreaterThanOrEqual(40);
  expect(await again.catalog.readListing('a')).toEqual(long);
  await again.close();
});

it('finishes what is written when it is closed, and may be closed again', async () => {
  const options = { folder: temporaryFolder(), identity: 'a', memoryBytes: 0 };
  const [old, next] = [listingOf(5000, 1), listingOf(6000, 2)];
  const store = await createListingStore(options);
  await store.catalog.writeEntries([entryOf('a'), entryOf('b')]);
  await store.catalog.writeListing(entryOf('a', old), old);
  await store.catalog.writeListing(entryOf('b', old), old);
  const writing = store.catalog.writeListing(entryOf('a', next), next);
  const closing = store.close();
  const reading = store.catalog.readListing('b').catch((error: unknown) => error);
  await Promise.all([writing, closing]);
  const read = await reading;
  if (LibraryError.is(read)) expect(read.code).toBe('unavailable');
  else expect(read).toEqual(old);
  await store.close();
  const again = await createListingStore(options);
  expect(await again.catalog.readListing('a')).toEqual(next);
  expect(await again.catalog.readListing('b')).toEqual(old);
  await again.close();
});
