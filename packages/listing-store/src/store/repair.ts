import type { Database } from '../database/database.ts';
import { rebuild } from '../database/open-or-rebuild.ts';
import type { StoredListing } from '../records/entry-record.ts';
import { type StoreState, withoutListing } from './store-state.ts';
import { putEntries } from './write-catalog.ts';

/** Replaces a damaged file by a new one. Entries are preserved, listings are lost. */
export async function replaceDatabase(state: StoreState, damaged: Database): Promise<void> {
  if (damaged !== state.database) return;
  try {
    damaged.close();
  } catch {
    // The database is discarded in any case.
  }
  const previous = state.entries;
  state.database = rebuild(state.options).database;
  state.entries = previous && new Map([...previous].map(([id, { entry }]) => [id, withoutListing(entry)]));
  const entries = state.entries;
  if (entries) await state.database.transaction(() => putEntries(state.database, entries.values()));
}

/** Removes a damaged listing, so that it is read from the library again. */
export async function removeListing(state: StoreState, id: string, damaged: StoredListing): Promise<void> {
  const { database, entries, options } = state;
  const found = entries?.get(id);
  if (!found || found.stored !== damaged) return;
  options.onWarning(`The stored listing of album ${id} is damaged; it is read from the library again.`);
  const next = withoutListing(found.entry);
  await database.transaction(async () => {
    database.deleteGeneration(damaged.generation);
    database.replaceEntry(next);
  });
  entries?.set(id, next);
}
