import { exchange } from '../measure/exchange.ts';
import { median } from '../measure/median.ts';
import { propfind } from '../measure/propfind.ts';
import { rounds } from '../measure/rounds.ts';
import type { LargeLibrary } from '../peers/large-library.ts';
import type { Row } from './row.ts';

/** A server that knows the library from its last run. */
export const restartListening: Row = {
  title: '1,000,000 assets: restart until a connection is taken',
  unit: 's',
  targets: { 'a limit': { kind: 'at most', value: 1.5 } },
  measure: async ({ large }) => [{ against: 'a limit', ours: (await restarts(await large())).listeningMs / 1000 }],
};

/** Its first client. */
export const restartFirstListing: Row = {
  title: '1,000,000 assets: first PROPFIND Depth 1, 500 assets, after that',
  unit: 'ms',
  targets: { 'a limit': { kind: 'at most', value: 50 } },
  measure: async ({ large }) => [{ against: 'a limit', ours: (await restarts(await large())).listingMs }],
};

interface Restart {
  /** From the start of the process. */
  readonly listeningMs: number;
  readonly listingMs: number;
}

const known = new WeakMap<LargeLibrary, Promise<Restart>>();

/** Restarts several times, each time with a listing of another album; the medians. */
function restarts(library: LargeLibrary): Promise<Restart> {
  const measuring = known.get(library) ?? measureRestarts(library);
  known.set(library, measuring);
  return measuring;
}

async function measureRestarts(library: LargeLibrary): Promise<Restart> {
  const all: Restart[] = [];
  for (let round = 0; round < rounds; round++) all.push(await restart(library));
  return {
    listeningMs: median(all.map(({ listeningMs }) => listeningMs)),
    listingMs: median(all.map(({ listingMs }) => listingMs)),
  };
}

async function restart(library: LargeLibrary): Promise<Restart> {
  const ours = await library.launch({});
  try {
    const { totalMs } = await exchange(propfind(`${ours.url}/${encodeURIComponent(library.nextAlbum())}/`, 1));
    return { listeningMs: ours.listeningMs, listingMs: totalMs };
  } finally {
    await ours.stop();
  }
}
