import type { CatalogEntry } from '@immich-webdav/core';
import type { Database } from '../database/database.ts';
import type { DatabaseOptions } from '../database/open-or-rebuild.ts';
import type { WorkingSet } from '../memory/working-set.ts';
import type { StoredEntry } from '../records/entry-record.ts';

/** The shared state of a store. Change it only while holding the mutex. */
export interface StoreState {
  readonly options: DatabaseOptions;
  readonly memory: WorkingSet;
  database: Database;
  /** In the order of the database. Undefined if none were ever written. */
  entries: Map<string, StoredEntry> | undefined;
  /** The last used generation. */
  generation: number;
}

/** An entry whose listing is lost, so that it does not count as up to date. */
export const withoutListing = (entry: CatalogEntry): StoredEntry => ({
  entry: { ...entry, listing: undefined },
  stored: undefined,
});
