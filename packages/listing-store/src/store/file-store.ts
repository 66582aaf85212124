import type { CatalogEntry, Listing, ListingStore } from '@immich-webdav/core';
import { type DatabaseOptions, type OpenedDatabase, rebuild } from '../database/open-or-rebuild.ts';
import { isDamage, toTreeError } from '../database/sqlite-failure.ts';
import type { WorkingSet } from '../memory/working-set.ts';
import type { KeptEntry, KeptListing } from '../records/entry-record.ts';
import { readMembers, writeMembers } from '../records/members.ts';
import { nextTurn } from '../schedule/next-turn.ts';
import { createQueue } from '../schedule/one-at-a-time.ts';

/** Entries that are written without a pause. */
const entriesPerTurn = 250;

/** `revision` and the others, then the members: as whoever wrote the listing has it. */
const listingOf = (
  { summary: { revision, readAt, count, etag } }: KeptListing,
  members: Listing['members'],
): Listing => ({
  revision,
  readAt,
  members,
  count,
  etag,
});

const summaryOf = ({ revision, etag, count, readAt }: Listing): KeptListing['summary'] => ({
  revision,
  etag,
  count,
  readAt,
});

/** The store over an open database: writing one at a time, reading at any time. */
export function createFileStore(options: DatabaseOptions, opened: OpenedDatabase, memory: WorkingSet): ListingStore {
  let { database, entries } = opened;
  let generation = Math.max(0, ...[...(entries?.values() ?? [])].map(({ kept }) => kept?.generation ?? 0));
  const inTurn = createQueue();
  const reading = new Map<string, Promise<Listing | undefined>>();

  async function putEntries(next: ReadonlyMap<string, KeptEntry>): Promise<void> {
    let position = 0;
    for (const kept of next.values()) {
      database.putEntry(kept, position++);
      if (position % entriesPerTurn === 0) await nextTurn();
    }
    database.noteEntries();
  }

  async function replaceEntries(all: readonly CatalogEntry[]): Promise<void> {
    const next = new Map(all.map((entry) => [entry.group.id, { entry, kept: entries?.get(entry.group.id)?.kept }]));
    const gone = [...(entries ?? [])].filter(([id]) => !next.has(id));
    await database.transaction(async () => {
      for (const [id, { kept }] of gone) {
        database.deleteEntry(id);
        if (kept) database.deleteGeneration(kept.generation);
        await nextTurn();
      }
      await putEntries(next);
    });
    entries = next;
    for (const [id] of gone) memory.delete(id);
  }

  async function replaceListing(entry: CatalogEntry, listing: Listing): Promise<void> {
    const { id } = entry.group;
    const before = entries?.get(id);
    if (!before) return;
    generation += 1;
    const next: KeptEntry = { entry, kept: { generation, summary: summaryOf(listing) } };
    await database.transaction(async () => {
      await writeMembers(database, generation, listing.members);
      if (before.kept) database.deleteGeneration(before.kept.generation);
      database.replaceEntry(next);
    });
    entries?.set(id, next);
    memory.set(id, listing);
  }

  /** What is known of the groups stays, and is written where their listings are to be kept from now on. */
  async function beginAnew(damaged: OpenedDatabase['database']): Promise<void> {
    if (damaged !== database) return;
    try {
      database.close();
    } catch {
      // It is given up anyway.
    }
    const known = entries;
    ({ database } = rebuild(options));
    entries = known && new Map([...known].map(([id, { entry }]) => [id, withoutListing(entry)]));
    if (entries) await database.transaction(() => putEntries(entries ?? new Map()));
  }

  /** Writes; once more on a new file when this one turns out to be damaged. */
  const write = (work: () => Promise<void>): Promise<void> =>
    inTurn(async () => {
      try {
        await work();
      } catch (error) {
        if (!isDamage(error)) throw toTreeError(error);
        await beginAnew(database);
        await work().catch((again: unknown) => {
          throw toTreeError(again);
        });
      }
    });

  async function forgetDamaged(id: string, damaged: KeptListing): Promise<void> {
    const found = entries?.get(id);
    if (!found || found.kept !== damaged) return;
    options.onWarning(`The kept listing of album ${id} is damaged; it is read from the library again.`);
    const next = withoutListing(found.entry);
    await database.transaction(async () => {
      database.deleteGeneration(damaged.generation);
      database.replaceEntry(next);
    });
    entries?.set(id, next);
  }

  async function readKept(id: string): Promise<Listing | undefined> {
    const kept = entries?.get(id)?.kept;
    if (!kept) return undefined;
    const from = database;
    const members = await readMembers(from, kept).catch((error: unknown) => {
      if (isDamage(error)) return inTurn(() => beginAnew(from)).then(() => undefined);
      throw toTreeError(error);
    });
    // Replaced meanwhile: what was read is old, or was taken away in the middle.
    if (entries?.get(id)?.kept !== kept) return memory.get(id) ?? readKept(id);
    if (!members) {
      await write(() => forgetDamaged(id, kept));
      return undefined;
    }
    const listing = listingOf(kept, members);
    memory.set(id, listing);
    return listing;
  }

  /** Whoever asks for a listing that is being read shares the reading, and so the object. */
  function readShared(id: string): Promise<Listing | undefined> {
    const shared = reading.get(id) ?? readKept(id).finally(() => reading.delete(id));
    reading.set(id, shared);
    return shared;
  }

  return {
    readEntries: async () => entries && [...entries.values()].map(({ entry }) => entry),
    writeEntries: (all) => write(() => replaceEntries(all)),
    readListing: async (id) => memory.get(id) ?? readShared(id),
    writeListing: (entry, listing) => write(() => replaceListing(entry, listing)),
    close: () =>
      inTurn(async () => {
        memory.clear();
        database.close();
      }),
  };
}

/** A listing that is gone must not be taken for one that is up to date. */
const withoutListing = (entry: CatalogEntry): KeptEntry => ({
  entry: { ...entry, listing: undefined },
  kept: undefined,
});
