import { exchange } from '../measure/exchange.ts';
import { median } from '../measure/median.ts';
import { propfind } from '../measure/propfind.ts';
import { untilQuiet } from '../measure/quiet.ts';
import { rounds } from '../measure/rounds.ts';
import { until } from '../measure/until.ts';
import type { LargeLibrary } from '../peers/large-library.ts';
import { type Release, releases } from '../peers/library-immich.ts';
import type { Ours } from '../peers/ours.ts';
import type { Row, Target } from './row.ts';

/** How our server learns of a change. */
type Way = 'hints' | 'polls';

const settings: Readonly<Record<Way, Readonly<Record<string, string>>>> = {
  hints: { IMMICH_HINTS: 'true' },
  polls: { IMMICH_HINTS: 'false', REFRESH_INTERVAL: '5s' },
};

/** Someone uploads a photo into an album of 500, and looks for it. */
export const addedByHints: Row = addedRow('seconds until one that was added shows, hints', 's', {
  value: 2,
  way: 'hints',
  figure: ({ seconds }) => seconds,
});

/** The same, at the worst moment: right after a poll. */
export const addedByPolls: Row = addedRow('the same, polls every 5 s', 's', {
  value: 6,
  way: 'polls',
  figure: ({ seconds }) => seconds,
});

/** What that costs Immich. */
export const addedRequests: Row = addedRow('requests until it shows', 'requests', {
  value: 4,
  way: 'polls',
  figure: ({ requests }) => requests,
});

interface Added {
  readonly seconds: number;
  readonly requests: number;
}

interface AddedRow {
  readonly value: number;
  readonly way: Way;
  readonly figure: (added: Added) => number;
}

function addedRow(title: string, unit: Row['unit'], { value, way, figure }: AddedRow): Row {
  const target: Target = { kind: 'at most', value };
  return {
    title: `1,000,000 assets: ${title}`,
    unit,
    targets: Object.fromEntries(releases.map((release) => [`Immich ${release}`, target])),
    async measure({ large }) {
      const library = await large();
      const figures = [];
      for (const release of releases) {
        const added = await measured(library, release, way);
        figures.push({ against: `Immich ${release}`, ours: median(added.map(figure)) });
      }
      return figures;
    },
  };
}

const known = new WeakMap<LargeLibrary, Map<string, Promise<readonly Added[]>>>();

/** Seconds and requests are of the same rounds. */
function measured(library: LargeLibrary, release: Release, way: Way): Promise<readonly Added[]> {
  const all = known.get(library) ?? new Map<string, Promise<readonly Added[]>>();
  known.set(library, all);
  const key = `${release} ${way}`;
  const measuring = all.get(key) ?? addSeveral(library, release, way);
  all.set(key, measuring);
  return measuring;
}

async function addSeveral(library: LargeLibrary, release: Release, way: Way): Promise<readonly Added[]> {
  await library.immich.be(release);
  const ours = await library.start(settings[way]);
  try {
    await ours.refreshed;
    const added: Added[] = [];
    for (let round = 0; round < rounds; round++) added.push(await add(library, ours, way));
    return added;
  } finally {
    await ours.stop();
  }
}

const settledMs = 1000;

async function add({ immich, nextAlbum }: LargeLibrary, ours: Ours, way: Way): Promise<Added> {
  const album = nextAlbum();
  await untilQuiet(immich, settledMs);
  if (way === 'polls') await justPolled(immich);
  await immich.forget();
  const begun = performance.now();
  const name = await immich.add(album);
  const url = `${ours.url}/${encodeURIComponent(album)}/${name}`;
  await until('what was added shows', async () => (await exchange(propfind(url, 0))).status === 207);
  return { seconds: (performance.now() - begun) / 1000, requests: await immich.finished() };
}

async function justPolled(immich: LargeLibrary['immich']): Promise<void> {
  const before = await immich.finished();
  await until('our server polls', async () => (await immich.finished()) > before);
  // In 2.7 a poll is two requests.
  await untilQuiet(immich, 100);
}
