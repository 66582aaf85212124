import type { CatalogEntry } from '@immich-webdav/core';
import type { Database } from '../database/database.ts';
import type { StoredEntry } from '../records/entry-record.ts';
import { yieldToOthers } from '../schedule/next-turn.ts';
import type { StoreState } from './store-state.ts';

/** Entries that are written without a pause: a few milliseconds. */
const entriesPerTurn = 250;

/** Writes all entries in their order, within a transaction. */
export async function putEntries(database: Database, all: Iterable<StoredEntry>): Promise<void> {
  let position = 0;
  for (const kept of all) {
    database.putEntry(kept, position++);
    if (position % entriesPerTurn === 0) await yieldToOthers();
  }
  database.noteEntries();
}

/** Replaces the entries; listings of those that are gone go with them. */
export async function replaceEntries(state: StoreState, all: readonly CatalogEntry[]): Promise<void> {
  const { database, memory, entries } = state;
  const next = new Map(all.map((entry) => [entry.group.id, { entry, kept: entries?.get(entry.group.id)?.kept }]));
  const gone = [...(entries ?? [])].filter(([id]) => !next.has(id));
  await database.transaction(async () => {
    for (const [id, { kept }] of gone) {
      database.deleteEntry(id);
      if (kept) database.deleteGeneration(kept.generation);
      await yieldToOthers();
    }
    await putEntries(database, next.values());
  });
  state.entries = next;
  for (const [id] of gone) memory.delete(id);
}
