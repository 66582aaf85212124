import { chmodSync, mkdirSync, readdirSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it, onTestFinished } from 'vitest';
import { entryOf, listingOf } from '../test/listings.ts';
import { temporaryFolder } from '../test/temporary-folder.ts';
import { createListingStore } from './create-listing-store.ts';

const listing = listingOf(1200);

async function openIn(folder: string, identity = 'mine') {
  const store = await createListingStore({ folder, identity, memoryBytes: 1e6 });
  await store.catalog.writeEntries([entryOf('a')]);
  await store.catalog.writeListing(entryOf('a', listing), listing);
  return store;
}

/** What others are allowed, by name. */
function modes(folder: string): Readonly<Record<string, string>> {
  return Object.fromEntries(
    readdirSync(folder).map((name) => [name, (statSync(join(folder, name)).mode & 0o777).toString(8)]),
  );
}

/** The umask of most systems, under which new files are readable by all. */
function existingFolder(): string {
  const umask = process.umask(0o022);
  onTestFinished(() => void process.umask(umask));
  const folder = join(temporaryFolder(), 'data');
  mkdirSync(folder);
  return folder;
}

it('makes its files readable by their owner only, also in a folder that was there', async () => {
  const folder = existingFolder();
  const store = await openIn(folder);
  expect(modes(folder)).toEqual({ 'listings.db': '600', 'listings.db-wal': '600' });
  await store.close();
  expect(modes(folder)).toEqual({ 'listings.db': '600' });
});

it('takes files that an earlier version made from others, those set aside too', async () => {
  const folder = existingFolder();
  await (await openIn(folder)).close();
  const left = ['listings.db-journal', 'listings.db.set-aside', 'listings.db.set-aside-wal'];
  for (const name of left) writeFileSync(join(folder, name), '');
  for (const name of readdirSync(folder)) chmodSync(join(folder, name), 0o644);
  const store = await openIn(folder);
  const found = modes(folder);
  await store.close();
  expect(Object.keys(found)).toEqual(expect.arrayContaining(['listings.db', 'listings.db-wal', ...left.slice(1)]));
  expect(new Set(Object.values(found))).toEqual(new Set(['600']));
});

it('keeps what is of another identity private, and what begins anew', async () => {
  const folder = existingFolder();
  await (await openIn(folder)).close();
  chmodSync(join(folder, 'listings.db'), 0o644);
  const store = await openIn(folder, 'somebody else');
  const found = modes(folder);
  await store.close();
  expect(Object.keys(found)).toContainEqual(expect.stringMatching(/^listings\.db\.of-/));
  expect(new Set(Object.values(found))).toEqual(new Set(['600']));
});
