import { exchange } from '../measure/exchange.ts';
import { median } from '../measure/median.ts';
import { propfind } from '../measure/propfind.ts';
import { alternate } from '../measure/rounds.ts';
import { type LibrarySize, startLibraryImmich } from '../peers/library-immich.ts';
import { type Ours, startOurs } from '../peers/ours.ts';
import type { Row } from './row.ts';

/** As many assets in the album of the same name, few in all others. */
const small: LibrarySize = { albums: 10, assets: 14_500, albumSizes: [500, 10_000] };

/** Every listing pushes the one before it out. */
const littleMemory = { CACHE_MEMORY_MB: '1', IMMICH_HINTS: 'false' };

const list = (url: string): Promise<number> => exchange(propfind(url, 1)).then(({ totalMs }) => totalMs);

/** How much a listing suffers from what else there is; the listing is in memory, then in the file only. */
export const listingInLargeLibrary: Row = {
  title: '1,000,000 assets: PROPFIND Depth 1, 10,000 assets',
  unit: 'ms',
  targets: {
    'in a library of 10 albums': { kind: 'at most', value: 1.2 },
    'the same, from the file': { kind: 'at most', value: 1.2 },
  },
  async measure({ large, scratch }) {
    const library = await large();
    await library.immich.be('3.1.0');
    const immich = await startLibraryImmich(small);
    const running: Ours[] = [];
    try {
      const ours = await library.start(littleMemory);
      running.push(ours);
      const other = { url: immich.url, album: immich.albums[1]?.name ?? '' };
      const theirs = await startOurs(other, scratch, '1h', littleMemory);
      running.push(theirs);
      for (const { refreshed } of running) await refreshed;
      return [
        { against: 'in a library of 10 albums', ...(await compare(running, repeated)) },
        { against: 'the same, from the file', ...(await compare(running, fromFile)) },
      ];
    } finally {
      for (const server of running) await server.stop();
      await immich.stop();
    }
  },
};

type Listing = (ours: Ours) => Promise<number>;

async function compare(servers: readonly Ours[], listing: Listing): Promise<{ ours: number; theirs: number }> {
  // Code that never ran before would count.
  for (const server of servers) await listing(server);
  const [ours = 0, theirs = 0] = await alternate(servers.map((server) => () => listing(server)));
  return { ours, theirs };
}

/** One takes so few milliseconds that chance decides. */
const times = 20;

const repeated: Listing = async ({ albumUrl }) => {
  const all: number[] = [];
  for (let time = 0; time < times; time++) all.push(await list(albumUrl));
  return median(all);
};

const fromFile: Listing = async ({ url, albumUrl }) => {
  await list(`${url}/${encodeURIComponent('Album 0003')}/`);
  return list(albumUrl);
};
