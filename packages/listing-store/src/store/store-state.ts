import type { CatalogEntry } from '@immich-webdav/core';
import type { Database } from '../database/database.ts';
import type { DatabaseOptions } from '../database/open-or-rebuild.ts';
import type { WorkingSet } from '../memory/working-set.ts';
import type { StoredEntry } from '../records/entry-record.ts';

/** What the parts of a store share. Whoever changes it has the queue. */
export interface StoreState {
  readonly options: DatabaseOptions;
  readonly memory: WorkingSet;
  database: Database;
  /** In their order, as in the database; undefined when none were ever written. */
  entries: Map<string, StoredEntry> | undefined;
  /** The last one that was given away. */
  generation: number;
}

/** A listing that is gone must not be taken for one that is up to date. */
export const withoutListing = (entry: CatalogEntry): StoredEntry => ({
  entry: { ...entry, listing: undefined },
  kept: undefined,
});
