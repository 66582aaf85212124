import type { CachedRendition, RenditionStore } from '@immich-webdav/core';
import type { RenditionKey } from '../database/cache-tables.ts';
import { isDamage, toLibraryError } from '../database/sqlite-failure.ts';
import { packId, packRendition, renditionNumbers, unpackRendition } from '../records/rendition-record.ts';
import { eachYielding, yieldToOthers } from '../scheduling/yielding.ts';
import { replaceDatabase } from './repair.ts';
import type { StoreState } from './store-state.ts';
import type { Writer } from './writer.ts';

/** The stored metadata of renditions. Nothing is cached in memory. */
export interface Renditions extends RenditionStore {
  /** Removes rows that were not read for a long time, in the background and at most once per period. */
  prune(): void;
}

/** Thirty days. Use is recorded with this precision, so that reads rarely write. */
const PERIOD_MS = 30 * 86_400_000;

/** Periods without use after which a row is removed. Metadata that is needed later is fetched again. */
const RETENTION_PERIODS = 6;

/** Rows between two yields, which take about a millisecond. */
const ROWS_PER_BATCH = 500;

/** Sorts before all rows. */
const beginning: RenditionKey = { rendition: -1, asset: '' };

const period = (): number => Math.floor(Date.now() / PERIOD_MS);

// Both kinds of background work are repeated later, and only save space.
const ignore = (): void => {};

export function createRenditions(state: StoreState, write: Writer): Renditions {
  async function touch(keys: readonly RenditionKey[]): Promise<void> {
    const { database } = state;
    await database.transaction(() => eachYielding(keys, (key) => database.renditions.touch(key, period())));
  }

  async function isPruneDue(): Promise<boolean> {
    let isDue = false;
    await write(async () => {
      const { renditions } = state.database;
      isDue = (renditions.prunedIn() ?? 0) < period();
      if (isDue) renditions.notePrune(period());
    });
    return isDue;
  }

  async function pruneAll(): Promise<void> {
    if (!(await isPruneDue())) return;
    for (let after: RenditionKey | undefined = beginning; after; await yieldToOthers()) {
      const from: RenditionKey = after;
      await write(async () => {
        after = state.database.renditions.pruneAfter(from, ROWS_PER_BATCH, period() - RETENTION_PERIODS);
      });
    }
  }

  return {
    async read(rendition, assetIds) {
      const number = renditionNumbers[rendition];
      const found = new Map<string, CachedRendition>();
      const stale: RenditionKey[] = [];
      const now = period();
      const { database } = state;
      try {
        await eachYielding(assetIds, (id) => {
          const key = { rendition: number, asset: packId(id) };
          const row = database.renditions.read(key);
          const cached = row && unpackRendition(rendition, id, row);
          if (cached) found.set(id, cached);
          if (cached && row.used < now) stale.push(key);
        });
      } catch (error) {
        // Another call may have replaced the database meanwhile.
        if (!isDamage(error) && database === state.database) throw toLibraryError(error);
        await write(() => replaceDatabase(state, database));
      }
      if (stale.length > 0) void write(() => touch(stale)).catch(ignore);
      return found;
    },
    write: (rendition, renditions) =>
      write(async () => {
        const { database } = state;
        const number = renditionNumbers[rendition];
        await database.transaction(() =>
          eachYielding(renditions, ([id, one]) => {
            const key = { rendition: number, asset: packId(id) };
            database.renditions.put(key, packRendition(rendition, id, one), period());
          }),
        );
      }),
    prune: () => void pruneAll().catch(ignore),
  };
}
