import type { CatalogEntry, Listing, ListingSummary } from '@immich-webdav/core';
import type { Database } from '../database/database.ts';
import type { StoredEntry } from '../records/entry-record.ts';
import { yieldToOthers } from '../scheduling/yielding.ts';
import { writeMembers } from './members.ts';
import type { StoreState } from './store-state.ts';

/** Entries between two yields, which take a few milliseconds. */
const entriesPerBatch = 250;

/** Writes all entries in order. Call it in a transaction. */
export async function putEntries(database: Database, all: Iterable<StoredEntry>): Promise<void> {
  let position = 0;
  for (const stored of all) {
    database.putEntry(stored, position++);
    if (position % entriesPerBatch === 0) await yieldToOthers();
  }
  database.noteEntries();
}

/** Replaces all entries. Removes the listings of groups that no longer exist. */
export async function replaceEntries(state: StoreState, all: readonly CatalogEntry[]): Promise<void> {
  const { database, memory, entries } = state;
  const next = new Map(all.map((entry) => [entry.group.id, { entry, stored: entries?.get(entry.group.id)?.stored }]));
  const gone = [...(entries ?? [])].filter(([id]) => !next.has(id));
  await database.transaction(async () => {
    for (const [id, { stored }] of gone) {
      database.deleteEntry(id);
      if (stored) database.deleteGeneration(stored.generation);
      await yieldToOthers();
    }
    await putEntries(database, next.values());
  });
  state.entries = next;
  for (const [id] of gone) memory.delete(id);
}

/** Replaces a listing and its entry. Does nothing if the group no longer exists. */
export async function replaceListing(state: StoreState, entry: CatalogEntry, listing: Listing): Promise<void> {
  const { database, memory, entries } = state;
  const { id } = entry.group;
  const before = entries?.get(id);
  if (!before) return;
  state.generation += 1;
  const { generation } = state;
  const next: StoredEntry = { entry, stored: { generation, summary: summaryOf(listing) } };
  await database.transaction(async () => {
    await writeMembers(database, generation, listing.members);
    if (before.stored) database.deleteGeneration(before.stored.generation);
    database.replaceEntry(next);
  });
  entries?.set(id, next);
  // A first refresh writes the whole library, which must not evict listings that clients read.
  memory.replace(id, listing);
}

const summaryOf = ({ members: _members, ...summary }: Listing): ListingSummary => summary;
