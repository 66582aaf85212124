import type { NamedAsset } from '@immich-webdav/core';
import { expect, it, vi } from 'vitest';
import { entryOf, listingOf } from '../test/listings.ts';
import { temporaryFolder } from '../test/temporary-folder.ts';
import { createListingStore } from './create-listing-store.ts';
import { heapBytes } from './memory/heap-bytes.ts';
import { createListingMemory } from './memory/working-set.ts';
import * as slice from './records/slice.ts';

vi.mock(import('./records/slice.ts'), async (original) => {
  const actual = await original();
  return { ...actual, unpackSlice: vi.fn(actual.unpackSlice) };
});

const unpacked = vi.mocked(slice.unpackSlice).mock;
const listing = listingOf(20);
const ids = ['a', 'b', 'c', 'd'];

/** A store on disk, opened anew, whose memory has room for so many of four listings. */
async function withRoomFor(count: number) {
  const options = { folder: temporaryFolder(), identity: 'a', memoryBytes: count * heapBytes(listing) };
  const writing = await createListingStore(options);
  await writing.catalog.writeEntries(ids.map((id) => entryOf(id)));
  for (const id of ids) await writing.catalog.writeListing(entryOf(id, listing), listing);
  await writing.close();
  unpacked.calls.length = 0;
  return createListingStore(options);
}

it('gives the same object while it is in memory, also to those who ask at once', async () => {
  const store = await withRoomFor(4);
  const [first, second] = await Promise.all([store.catalog.readListing('a'), store.catalog.readListing('a')]);
  expect(second).toBe(first);
  expect(await store.catalog.readListing('a')).toBe(first);
  expect(unpacked.calls).toHaveLength(1);
  await store.close();
});

it('gives what was written as it is where it replaces what is in memory', async () => {
  const store = await withRoomFor(4);
  await store.catalog.readListing('a');
  const next = listingOf(30, 2);
  await store.catalog.writeListing(entryOf('a', next), next);
  expect(await store.catalog.readListing('a')).toBe(next);
  expect(unpacked.calls).toHaveLength(1);
  await store.close();
});

it('pushes nothing out for a listing that is written and that nobody looks at', async () => {
  const store = await withRoomFor(1);
  const used = await store.catalog.readListing('a');
  const next = listingOf(20, 2);
  await store.catalog.writeListing(entryOf('b', next), next);
  expect(await store.catalog.readListing('a')).toBe(used);
  expect(await store.catalog.readListing('b')).toEqual(next);
  await store.close();
});

it('pushes nothing out for a listing that is read in passing, and does not take that for use', async () => {
  const store = await withRoomFor(2);
  const inPassing = { retain: false };
  for (const id of ['a', 'b']) await store.catalog.readListing(id);
  for (const id of ['a', 'c', 'd', 'd']) await store.catalog.readListing(id, inPassing);
  expect(unpacked.calls).toHaveLength(5);
  await store.catalog.readListing('c');
  await store.catalog.readListing('b');
  expect(unpacked.calls).toHaveLength(6);
  await store.catalog.readListing('a', inPassing);
  expect(unpacked.calls).toHaveLength(7);
  await store.close();
});

it('keeps a listing for one who looks at it while it is read in passing', async () => {
  const store = await withRoomFor(1);
  const [passing, looked] = await Promise.all([
    store.catalog.readListing('a', { retain: false }),
    store.catalog.readListing('a'),
  ]);
  expect(passing).toBe(looked);
  expect(await store.catalog.readListing('a')).toBe(looked);
  expect(unpacked.calls).toHaveLength(1);
  await store.close();
});

it('holds no more than there is room for, those that were used last', async () => {
  const store = await withRoomFor(2);
  for (const id of ['a', 'b', 'a', 'c', 'a', 'c']) await store.catalog.readListing(id);
  expect(unpacked.calls).toHaveLength(3);
  await store.catalog.readListing('b');
  expect(unpacked.calls).toHaveLength(4);
  await store.catalog.readListing('a');
  expect(unpacked.calls).toHaveLength(5);
  await store.close();
});

it('holds one listing that is larger than all room, and nothing beside it', async () => {
  const store = await withRoomFor(0.5);
  expect(await store.catalog.readListing('a')).toBe(await store.catalog.readListing('a'));
  await store.catalog.readListing('b');
  await store.catalog.readListing('a');
  expect(unpacked.calls).toHaveLength(3);
  await store.close();
});

it('does not take an old listing for the new one when it was replaced while it was read', async () => {
  const store = await withRoomFor(4);
  const next = listingOf(3000, 2);
  const [old, , during] = await Promise.all([
    store.catalog.readListing('a'),
    store.catalog.writeListing(entryOf('a', next), next),
    store.catalog.readListing('a'),
  ]);
  for (const read of [old, during]) expect([1, 2]).toContain(read?.readAt);
  expect(await store.catalog.readListing('a')).toEqual(next);
  await store.close();
});

it('forgets what is gone', async () => {
  const store = await withRoomFor(4);
  await store.catalog.readListing('a');
  await store.catalog.writeEntries([entryOf('b', listing)]);
  expect(await store.catalog.readListing('a')).toBeUndefined();
  await store.close();
});

it('refuses work once closed, in the way of the port', async () => {
  const store = await withRoomFor(4);
  await store.close();
  await expect(store.catalog.readListing('a')).rejects.toMatchObject({ name: 'LibraryError', code: 'unavailable' });
  await expect(store.catalog.writeEntries([])).rejects.toMatchObject({ name: 'LibraryError', code: 'unavailable' });
});

it('counts texts that are the same once', () => {
  const bytesOf = (over: Partial<NamedAsset['asset']>, name = 'IMG_0.jpg') => {
    const members = listingOf(1).members.map(({ asset }) => ({ name, asset: { ...asset, ...over } }));
    return heapBytes({ members });
  };
  const text = 'x'.repeat(100);
  const same = bytesOf({ sha1: text, revision: text });
  expect(bytesOf({ sha1: text, revision: text.toUpperCase() }) - same).toBe(100);
  expect(bytesOf({ sha1: text, revision: text }, 'another name') - same).toBe('another name'.length);
});

it('is empty after clearing', () => {
  const set = createListingMemory(1e6).forStore();
  set.set('a', listing);
  set.clear();
  expect(set.get('a')).toBeUndefined();
});

it('shares memory between stores, and never gives one the listings of another', async () => {
  const memory = createListingMemory(1e6);
  const [one, other] = [memory.forStore(), memory.forStore()];
  const listing = { revision: 'r', readAt: 1, members: [], count: 0, etag: 'e' };
  one.set('a', listing);
  expect(other.get('a')).toBeUndefined();
  other.set('a', { ...listing, etag: 'f' });
  other.clear();
  expect([one.get('a')?.etag, other.get('a')]).toEqual(['e', undefined]);
});
