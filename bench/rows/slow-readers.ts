import { join } from 'node:path';
import { residentMemory } from '../measure/resident-memory.ts';
import { alternate } from '../measure/rounds.ts';
import { slowReaders } from '../measure/slow-readers.ts';
import type { Immich } from '../peers/immich.ts';
import { startOurs } from '../peers/ours.ts';
import type { Row } from './row.ts';

const readers = 200;
const bytesApart = 4_000_000;
const readingMs = 5000;
/** Memory differs little from round to round, and 200 readers take long to begin. */
const rounds = 3;

async function peakOf(immich: Immich, scratch: string, settings: Readonly<Record<string, string>>): Promise<number> {
  const ours = await startOurs(immich, scratch, '1h', settings);
  try {
    await slowReaders(ours.largeUrl, readers, bytesApart, readingMs);
    return ((await residentMemory(ours.pid))?.peak ?? Number.NaN) / 1e6;
  } finally {
    await ours.stop();
  }
}

/** Clients who take their time, as players do: what they wait for must not fill the memory. */
export const slowReadersMemory: Row = {
  title: `peak memory with ${readers} slow readers, content cache on`,
  unit: 'MB',
  targets: { 'without it': { kind: 'at most', value: 2 } },
  async measure({ immich, scratch }) {
    let folders = 0;
    const cache = () => ({
      CONTENT_CACHE_MB: '4000',
      CONTENT_CACHE_DIR: join(scratch, `slow-content-${folders}`),
    });
    const [fetched = Number.NaN, fromDisk = Number.NaN, theirs = Number.NaN] = await alternate(
      [
        async () => {
          folders += 1;
          return peakOf(immich, scratch, cache());
        },
        // What the readers before have fetched.
        () => peakOf(immich, scratch, cache()),
        () => peakOf(immich, scratch, {}),
      ],
      rounds,
    );
    if (Number.isNaN(fetched + fromDisk + theirs)) return [];
    return [
      { what: 'while it is filled', against: 'without it', ours: fetched, theirs },
      { what: 'from disk', against: 'without it', ours: fromDisk, theirs },
    ];
  },
};
