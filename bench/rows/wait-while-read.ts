import { exchange } from '../measure/exchange.ts';
import { median } from '../measure/median.ts';
import { propfind } from '../measure/propfind.ts';
import { rounds } from '../measure/rounds.ts';
import { type LibrarySize, releases, startLibraryImmich } from '../peers/library-immich.ts';
import { startOurs } from '../peers/ours.ts';
import type { Row } from './row.ts';

const size: LibrarySize = { albums: 10, assets: 14_500, albumSizes: [500, 10_000] };
const settings = { REFRESH_INTERVAL: '1s', IMMICH_HINTS: 'false' };
const patienceMs = 20_000;

/** What a client notices of an album's being read again from Immich, because it changed; nobody lists it. */
export const waitWhileRead: Row = {
  title: "another client's longest wait while an album of 10,000 is read",
  unit: 'ms',
  targets: Object.fromEntries(releases.map((release) => [`Immich ${release}`, { kind: 'at most', value: 25 }])),
  async measure({ scratch }) {
    const immich = await startLibraryImmich(size);
    const album = immich.albums[1]?.name ?? '';
    const figures = [];
    try {
      for (const release of releases) {
        await immich.be(release);
        const ours = await startOurs({ url: immich.url, album }, scratch, '1h', settings);
        try {
          await ours.refreshed;
          const waits: number[] = [];
          // Code that never ran before would count.
          for (let round = -1; round < rounds; round++) {
            const longest = await longestUntilThere(`${ours.albumUrl}${await immich.add(album)}`);
            if (round >= 0) waits.push(longest);
          }
          figures.push({ against: `Immich ${release}`, ours: median(waits) });
        } finally {
          await ours.stop();
        }
      }
      return figures;
    } finally {
      await immich.stop();
    }
  },
};

/** The longest of many requests for what is not there yet. */
async function longestUntilThere(url: string): Promise<number> {
  const end = performance.now() + patienceMs;
  let longest = 0;
  for (let isThere = false; !isThere; ) {
    const begun = performance.now();
    if (begun > end) throw new Error(`${url} never showed.`);
    isThere = await exchange(propfind(url, 0)).then(
      () => true,
      () => false,
    );
    longest = Math.max(longest, performance.now() - begun);
  }
  return longest;
}
