import { existsSync, mkdirSync, readdirSync, readFileSync, truncateSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import type { LibraryStore } from '@immich-webdav/core';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { entryOf, listingOf } from '../test/listings.ts';
import { temporaryFolder } from '../test/temporary-folder.ts';
import { createListingStore } from './create-listing-store.ts';

const listing = listingOf(1200);

function inFolder(folder = temporaryFolder()) {
  const warnings: string[] = [];
  const file = join(folder, 'listings.db');
  const open = (identity = 'mine'): Promise<LibraryStore> =>
    createListingStore({ folder, identity, memoryBytes: 1e6, onWarning: (warning) => warnings.push(warning) });
  return { file, warnings, open, aside: `${file}.set-aside` };
}

async function filled(ids: readonly string[] = ['a', 'b']) {
  const place = inFolder();
  const store = await place.open();
  await store.catalog.writeEntries(ids.map((id) => entryOf(id)));
  for (const id of ids) await store.catalog.writeListing(entryOf(id, listing), listing);
  await store.close();
  return place;
}

/** Writing and reading work as ever. */
async function expectToWork(store: LibraryStore): Promise<void> {
  await store.catalog.writeEntries([entryOf('new')]);
  await store.catalog.writeListing(entryOf('new', listing), listing);
  expect(await store.catalog.readListing('new')).toEqual(listing);
  expect(await store.catalog.readEntries()).toEqual([entryOf('new', listing)]);
}

const sql = (file: string, statement: string): void => {
  const database = new DatabaseSync(file);
  database.exec(statement);
  database.close();
};

describe.each([
  ['random bytes', 'are damaged', (file: string) => writeFileSync(file, Buffer.alloc(50_000, 'damaged '))],
  ['a cut off schema', 'are damaged', (file: string) => truncateSync(file, 4096)],
  ['a file that ends in the middle of a page', 'are damaged', (file: string) => truncateSync(file, 5000)],
  ['a lost table', 'are damaged', (file: string) => sql(file, 'DROP TABLE entry')],
  [
    'a changed entry',
    'are damaged',
    (file: string) => sql(file, `UPDATE entry SET data = replace(data, 'album', 'Album')`),
  ],
  ['another version', 'of another version', (file: string) => sql(file, 'PRAGMA user_version = 99')],
  ['the file of another program', 'of another version', (file: string) => sql(file, 'PRAGMA application_id = 1')],
] as const)('%s', (_what, reason, damage) => {
  it('is moved away, said once, and begun anew', async () => {
    const { file, open, warnings, aside } = await filled();
    damage(file);
    const damaged = readFileSync(file);
    const store = await open();
    expect(warnings).toHaveLength(1);
    expect(warnings[0]).toContain(reason);
    expect(warnings[0]).not.toContain('\n');
    expect(readFileSync(aside).equals(damaged)).toBe(true);
    expect(await store.catalog.readEntries()).toBeUndefined();
    expect(await store.catalog.readListing('a')).toBeUndefined();
    await expectToWork(store);
    await store.close();
    expect(warnings).toHaveLength(1);
  });
});

describe('another identity', () => {
  const listingOfA = async (open: (identity?: string) => Promise<LibraryStore>, identity?: string) => {
    const store = await open(identity);
    const [entries, found] = [await store.catalog.readEntries(), await store.catalog.readListing('a')];
    await store.close();
    return { entries, found };
  };

  it('reads nothing of the first one, which is there again afterwards', async () => {
    const { open, warnings, aside } = await filled();
    expect(await listingOfA(open, 'other')).toEqual({ entries: undefined, found: undefined });
    expect(warnings).toEqual([expect.stringMatching(/of another library or another API key; they stay there/)]);
    expect(warnings.join()).not.toMatch(/mine|'other'/);
    expect(await listingOfA(open)).toMatchObject({ entries: [{ name: 'a' }, { name: 'b' }], found: listing });
    expect(warnings).toHaveLength(1);
    expect(existsSync(aside)).toBe(false);
  });

  it('that writes as well has its own again, too', async () => {
    const { open } = await filled();
    const other = await open('other');
    await expectToWork(other);
    await other.close();
    expect((await listingOfA(open)).found).toEqual(listing);
    const again = await open('other');
    expect(await again.catalog.readListing('new')).toEqual(listing);
    await again.close();
  });

  it('costs nothing, however many keys are tried that are never accepted', async () => {
    const { open, file } = await filled();
    for (let at = 0; at < 10; at++) await listingOfA(open, `wrong ${at}`);
    expect(readdirSync(dirname(file)).filter((name) => !/-(wal|shm)$/.test(name))).toHaveLength(2);
    expect((await listingOfA(open)).found).toEqual(listing);
  });

  it('leaves at most three others behind', async () => {
    const { open, file } = await filled();
    for (let at = 0; at < 10; at++) {
      const store = await open(`good ${at}`);
      await expectToWork(store);
      await store.close();
    }
    expect(readdirSync(dirname(file)).filter((name) => !/-(wal|shm)$/.test(name))).toHaveLength(4);
  });

  it('finds its own damaged, and begins anew', async () => {
    const { open, file, warnings, aside } = await filled();
    await listingOfA(open, 'other');
    const [parked = ''] = readdirSync(dirname(file)).filter((name) => name.includes('.of-'));
    writeFileSync(join(dirname(file), parked), Buffer.alloc(50_000, 'damaged '));
    const store = await open();
    await expectToWork(store);
    await store.close();
    expect(warnings.at(-1)).toContain('are damaged');
    expect(existsSync(aside)).toBe(true);
  });
});

it('reads a damaged listing as none, and says at the next start that it is not known', async () => {
  const { file, open, warnings } = await filled();
  sql(file, 'UPDATE slice SET data = zeroblob(length(data)) WHERE generation = 1 AND part = 2');
  const store = await open();
  expect(await store.catalog.readListing('a')).toBeUndefined();
  expect(await store.catalog.readListing('b')).toEqual(listing);
  expect(warnings).toHaveLength(1);
  await store.close();
  const again = await open();
  expect((await again.catalog.readEntries())?.map((entry) => entry.listing?.etag)).toEqual([undefined, listing.etag]);
  await again.catalog.writeListing(entryOf('a', listing), listing);
  expect(await again.catalog.readListing('a')).toEqual(listing);
  await again.close();
});

it.each([
  ['a slice that is missing', 'DELETE FROM slice WHERE generation = 1 AND part = 1'],
  [
    'a slice of another listing',
    'UPDATE slice SET data = (SELECT data FROM slice WHERE generation = 2 AND part = 0), seal = (SELECT seal FROM slice WHERE generation = 2 AND part = 0) WHERE generation = 1 AND part = 0',
  ],
  ['a value of another type', `UPDATE slice SET data = 'text' WHERE generation = 1 AND part = 0`],
  ['a number that is too large', 'UPDATE slice SET seal = 9007199254740993 WHERE generation = 1 AND part = 0'],
])('never shows a listing with %s', async (_what, statement) => {
  const { file, open } = await filled();
  sql(file, statement);
  const store = await open();
  expect(await store.catalog.readListing('a')).toBeUndefined();
  await store.catalog.writeListing(entryOf('a', listing), listing);
  expect(await store.catalog.readListing('a')).toEqual(listing);
  await store.close();
});

it('shows a listing as it was or not at all, wherever the file was overwritten, and works on', async () => {
  const ids = ['a', 'b', 'c', 'd'];
  const { file } = await filled(ids);
  const whole = readFileSync(file);
  const damage = fc.array(fc.tuple(fc.nat(whole.length - 64), fc.uint8Array({ minLength: 1, maxLength: 64 })), {
    minLength: 1,
    maxLength: 4,
  });
  await fc.assert(
    fc.asyncProperty(damage, async (places) => {
      const copy = Buffer.from(whole);
      for (const [at, bytes] of places) copy.set(bytes, at);
      const { file: target, open } = inFolder();
      writeFileSync(target, copy);
      const store = await open();
      for (const entry of (await store.catalog.readEntries()) ?? [])
        expect(entry).toEqual(entryOf(entry.name, listing));
      for (const id of ids) expect([listing, undefined]).toContainEqual(await store.catalog.readListing(id));
      await expectToWork(store);
      await store.close();
      const again = await open();
      expect(await again.catalog.readListing('new')).toEqual(listing);
      await again.close();
    }),
    { numRuns: 60 },
  );
});

describe('a folder that cannot be used', () => {
  const obstacles: Record<string, (folder: string) => string> = {
    'is below a file': (folder) => {
      writeFileSync(join(folder, 'file'), '');
      return join(folder, 'file', 'below');
    },
    'is a file': (folder) => {
      writeFileSync(join(folder, 'file'), '');
      return join(folder, 'file');
    },
    'has a folder in the place of the database': (folder) => {
      mkdirSync(join(folder, 'listings.db'));
      return folder;
    },
    'has a folder where a damaged database would be set aside': (folder) => {
      writeFileSync(join(folder, 'listings.db'), 'no database');
      mkdirSync(join(folder, 'listings.db.set-aside', 'below'), { recursive: true });
      return folder;
    },
  };
  it.each(Object.entries(obstacles))('is lived without, and said, where it %s', async (_where, obstruct) => {
    const { open, warnings } = inFolder(obstruct(temporaryFolder()));
    const store = await open();
    expect(warnings).toHaveLength(1);
    expect(warnings[0]).toMatch(/check the folder and its permissions.*in memory/);
    await expectToWork(store);
    await store.close();
  });

  it.runIf(process.platform === 'linux')('may be where no folder can be made at all (on Linux)', async () => {
    const { open, warnings } = inFolder('/proc/immich-webdav/data');
    const store = await open();
    expect(warnings).toEqual([expect.stringMatching(/\/proc\/immich-webdav\/data.*in memory/)]);
    await expectToWork(store);
    await store.close();
  });

  it('may be that of another server, which loses nothing', async () => {
    const { open, warnings } = await filled();
    const first = await open();
    const second = await open('other');
    expect(warnings).toHaveLength(1);
    expect(warnings[0]).toMatch(/Another program has .* open; give each its own folder/);
    await expectToWork(second);
    expect(await first.catalog.readListing('a')).toEqual(listing);
    await first.catalog.writeListing(entryOf('a', listing), listing);
    await first.close();
    await second.close();
  });
});
