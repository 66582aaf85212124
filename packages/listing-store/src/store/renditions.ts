import type { CachedRendition, RenditionStore } from '@immich-webdav/core';
import type { RenditionKey } from '../database/rendition-table.ts';
import { isDamage, toLibraryError } from '../database/sqlite-failure.ts';
import { packId, packRendition, renditionNumbers, unpackRendition } from '../records/rendition-record.ts';
import { yieldToOthers } from '../schedule/next-turn.ts';
import { eachYielding } from '../schedule/turns.ts';
import { beginAnew } from './repair.ts';
import type { StoreState } from './store-state.ts';
import type { Writer } from './writer.ts';

/** Metadata of renditions. Nothing here is kept in memory. */
export interface Renditions extends RenditionStore {
  /** Prunes rows that nobody has asked for in a long time: in the background, at most once in a period. */
  prune(): void;
}

/** Thirty days: use is noted to this precision, so that reading writes next to nothing. */
const PERIOD_MS = 30 * 86_400_000;

/** Periods without use after which a row goes; its asset is in no listing any more, or the facts are asked for again. */
const PERIODS_KEPT = 6;

/** Rows that are looked at without a pause: a millisecond. */
const ROWS_PER_SWEEP = 500;

/** Before all rows. */
const beginning: RenditionKey = { rendition: -1, asset: '' };

const period = (): number => Math.floor(Date.now() / PERIOD_MS);

// It is done again at the next occasion, and costs nothing but room until then.
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
      isDue = (renditions.sweptIn() ?? 0) < period();
      if (isDue) renditions.noteSweep(period());
    });
    return isDue;
  }

  async function pruneAll(): Promise<void> {
    if (!(await isPruneDue())) return;
    for (let after: RenditionKey | undefined = beginning; after; await yieldToOthers()) {
      const from: RenditionKey = after;
      await write(async () => {
        after = state.database.renditions.sweepAfter(from, ROWS_PER_SWEEP, period() - PERIODS_KEPT);
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
          const known = row && unpackRendition(rendition, id, row);
          if (known) found.set(id, known);
          if (known && row.used < now) stale.push(key);
        });
      } catch (error) {
        // Somebody else may have begun anew meanwhile.
        if (!isDamage(error) && database === state.database) throw toLibraryError(error);
        await write(() => beginAnew(state, database));
      }
      if (stale.length > 0) void write(() => touch(stale)).catch(ignore);
      return found;
    },
    write: (rendition, known) =>
      write(async () => {
        const { database } = state;
        const number = renditionNumbers[rendition];
        await database.transaction(() =>
          eachYielding(known, ([id, one]) => {
            const key = { rendition: number, asset: packId(id) };
            database.renditions.put(key, packRendition(rendition, id, one), period());
          }),
        );
      }),
    prune: () => void pruneAll().catch(ignore),
  };
}
