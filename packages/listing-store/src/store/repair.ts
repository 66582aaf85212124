import type { Database } from '../database/database.ts';
import { rebuild } from '../database/open-or-rebuild.ts';
import type { StoredListing } from '../records/entry-record.ts';
import { type StoreState, withoutListing } from './store-state.ts';
import { putEntries } from './write-entries.ts';

/** Goes on with a new file instead of a damaged one: what is known of the groups stays, their listings are gone. */
export async function beginAnew(state: StoreState, damaged: Database): Promise<void> {
  if (damaged !== state.database) return;
  try {
    damaged.close();
  } catch {
    // It is given up anyway.
  }
  const known = state.entries;
  state.database = rebuild(state.options).database;
  state.entries = known && new Map([...known].map(([id, { entry }]) => [id, withoutListing(entry)]));
  const entries = state.entries;
  if (entries) await state.database.transaction(() => putEntries(state.database, entries.values()));
}

/** Takes a damaged listing out, so that the next start reads it from the library again. */
export async function forgetListing(state: StoreState, id: string, damaged: StoredListing): Promise<void> {
  const { database, entries, options } = state;
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
