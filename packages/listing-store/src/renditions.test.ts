import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import type { CachedRendition } from '@immich-webdav/core';
import { afterEach, expect, it, vi } from 'vitest';
import { entryOf } from '../test/listings.ts';
import { temporaryFolder } from '../test/temporary-folder.ts';
import { createListingStore } from './create-listing-store.ts';
import { yieldToOthers } from './scheduling/yielding.ts';

const DAY = 86_400_000;
const hex = 'ab'.repeat(20);
const knownOf = (size: number, over: Partial<CachedRendition> = {}): CachedRendition => ({
  revision: hex,
  metadata: { size, mediaType: 'image/jpeg', tag: `W/"${size}"` },
  ...over,
});

function place() {
  const folder = temporaryFolder();
  const warnings: string[] = [];
  const open = () =>
    createListingStore({ folder, identity: 'a', memoryBytes: 0, onWarning: (told) => warnings.push(told) });
  const sql = (statement: string): unknown => {
    const database = new DatabaseSync(join(folder, 'listings.db'));
    const row = database.prepare(statement).get();
    database.close();
    return row && Object.values(row)[0];
  };
  return { open, sql, warnings };
}

afterEach(() => void vi.useRealTimers());

it('tells ids and revisions apart however much they look alike', async () => {
  const store = await place().open();
  const uuid = '01234567-89ab-cdef-0123-456789abcdef';
  const ids = ['1', '01', '1.0', '1e0', uuid, uuid.toUpperCase(), uuid.replaceAll('-', ''), hex, ''];
  const known = new Map(ids.map((id, index) => [id, knownOf(index, { revision: id })]));
  await store.renditions.write('preview', known);
  expect(await store.renditions.read('preview', ids)).toEqual(known);
  await store.close();
});

it('lets others go between the rows of many', async () => {
  const { open } = place();
  const store = await open();
  const ids = Array.from({ length: 20_000 }, (_, index) => `id-${index}`);
  let turns = 0;
  const timer = setInterval(() => turns++, 0);
  await store.renditions.write('preview', new Map(ids.map((id, index) => [id, knownOf(index)])));
  const written = turns;
  const read = await store.renditions.read('preview', ids);
  clearInterval(timer);
  expect(read.size).toBe(ids.length);
  expect([written > 0, turns > written]).toEqual([true, true]);
  await store.close();
});

it('knows nothing of a row that is damaged, and all of the others; it may be written again', async () => {
  const { open, sql, warnings } = place();
  const store = await open();
  const all = new Map(['a', 'b', 'c', 'd'].map((id, index) => [id, knownOf(index)]));
  await store.renditions.write('preview', all);
  await store.close();
  sql(`UPDATE rendition SET size = 77 WHERE asset = 'a'`);
  sql(`UPDATE rendition SET revision = 5 WHERE asset = 'b'`);
  sql(`UPDATE rendition SET asset = 'e' WHERE asset = 'c'`);
  const again = await open();
  const ids = [...all.keys(), 'e'];
  expect([...(await again.renditions.read('preview', ids)).keys()]).toEqual(['d']);
  await again.renditions.write('preview', all);
  expect(await again.renditions.read('preview', ids)).toEqual(all);
  expect(warnings).toEqual([]);
  await again.close();
});

it('begins anew when a row cannot be read at all', async () => {
  const { open, sql, warnings } = place();
  const store = await open();
  await store.catalog.writeEntries([entryOf('a')]);
  await store.renditions.write('preview', new Map([['a', knownOf(1)]]));
  await store.close();
  sql(`UPDATE rendition SET size = ${2n ** 60n}`);
  const again = await open();
  expect((await again.renditions.read('preview', ['a'])).size).toBe(0);
  expect(warnings).toEqual([expect.stringContaining('are damaged')]);
  expect(await again.catalog.readEntries()).toEqual([entryOf('a')]);
  await again.renditions.write('preview', new Map([['a', knownOf(1)]]));
  expect((await again.renditions.read('preview', ['a'])).size).toBe(1);
  await again.close();
});

it('removes what was not asked for in half a year, when entries are replaced', async () => {
  vi.useFakeTimers({ toFake: ['Date'], now: 20_000 * DAY });
  const { open, sql } = place();
  const ids = Array.from({ length: 1700 }, (_, index) => `id-${index}`);
  const store = await open();
  await store.renditions.write('preview', new Map(ids.map((id, index) => [id, knownOf(index)])));
  await store.renditions.write('motion', new Map([['m', knownOf(1)]]));
  vi.setSystemTime(20_120 * DAY);
  await store.renditions.read('preview', ids.slice(0, 10));
  await store.close();
  vi.setSystemTime(20_300 * DAY);
  const again = await open();
  expect((await again.renditions.read('preview', ids.slice(0, 1))).size).toBe(1);
  await again.catalog.writeEntries([entryOf('a')]);
  // Each of these waits for what is in the queue before it, the next part of the clean-up too.
  for (let turn = 0; turn < 20; turn++) {
    await yieldToOthers();
    await again.catalog.writeEntries([entryOf('a')]);
  }
  await again.close();
  expect(sql('SELECT count(*) FROM rendition')).toBe(10);
});

it('keeps everything when the clock was wrong for a while', async () => {
  vi.useFakeTimers({ toFake: ['Date'], now: 20_000 * DAY });
  const { open, sql } = place();
  const store = await open();
  await store.renditions.write('preview', new Map([['a', knownOf(1)]]));
  vi.setSystemTime(0);
  await store.renditions.read('preview', ['a']);
  await store.catalog.writeEntries([entryOf('a')]);
  vi.setSystemTime(20_001 * DAY);
  await store.catalog.writeEntries([entryOf('a')]);
  await store.close();
  expect(sql('SELECT count(*) FROM rendition')).toBe(1);
});

it('refuses work once closed, in the way of the port', async () => {
  const store = await place().open();
  await store.close();
  const refusal = { name: 'LibraryError', code: 'unavailable' };
  await expect(store.renditions.read('preview', ['a'])).rejects.toMatchObject(refusal);
  await expect(store.renditions.write('preview', new Map([['a', knownOf(1)]]))).rejects.toMatchObject(refusal);
});
