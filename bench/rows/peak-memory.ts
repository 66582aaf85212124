import { exchange } from '../measure/exchange.ts';
import { propfind } from '../measure/propfind.ts';
import { residentMemory } from '../measure/resident-memory.ts';
import { alternate } from '../measure/rounds.ts';
import { startOurs } from '../peers/ours.ts';
import type { Row } from './row.ts';

const listings = 8;

/** What a fresh server needs for eight clients who list the album at once. */
export const peakMemoryRow: Row = {
  title: 'peak memory after 8 concurrent listings of 10,000',
  unit: 'MB',
  targets: { 'a limit': { kind: 'at most', value: 160 } },
  async measure({ immich, scratch }) {
    const [own = 0] = await alternate([
      async () => {
        const ours = await startOurs(immich, scratch, '1h');
        try {
          await Promise.all(Array.from({ length: listings }, () => exchange(propfind(ours.albumUrl, 1))));
          return ((await residentMemory(ours.pid))?.peak ?? Number.NaN) / 1e6;
        } finally {
          await ours.stop();
        }
      },
    ]);
    return Number.isNaN(own) ? [] : [{ against: 'a limit', ours: own }];
  },
};
