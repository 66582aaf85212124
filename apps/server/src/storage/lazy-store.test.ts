import { createMemoryStore } from '@immich-webdav/core';
import { expect, it, vi } from 'vitest';
import { createLazyStore } from './lazy-store.ts';

it('opens once, when it is first used', async () => {
  const open = vi.fn(async () => createMemoryStore());
  const store = createLazyStore(open);
  expect(open).not.toHaveBeenCalled();
  await Promise.all([store.catalog.readEntries(), store.catalog.readListing('a')]);
  expect(open).toHaveBeenCalledTimes(1);
});

it('is not opened in order to be closed', async () => {
  const open = vi.fn(async () => createMemoryStore());
  await createLazyStore(open).close();
  expect(open).not.toHaveBeenCalled();
});

it('passes on what is known of renditions', async () => {
  const store = createLazyStore(async () => createMemoryStore());
  const known = new Map([['a', { revision: 'r', metadata: { size: 1, mediaType: 'image/jpeg', tag: 't' } }]]);
  await store.renditions.write('preview', known);
  expect(await store.renditions.read('preview', ['a', 'b'])).toEqual(known);
});
