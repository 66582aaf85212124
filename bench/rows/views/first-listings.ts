import { median } from '../../measure/median.ts';
import { propfindEtag } from '../../measure/propfind.ts';
import { readText } from '../../measure/read-text.ts';
import { rounds } from '../../measure/rounds.ts';
import { until } from '../../measure/until.ts';
import type { Comparison, Row } from '../row.ts';
import { list, openAll, urlsOf, withViews } from './with-views.ts';

const against = 'an album';

/** A folder can be listed for the first time only once in a round. */
const manyRounds = 9;
const stride = 7;

type Urls = ReadonlyMap<string, string>;

/** Prepares a round; gives the folders that are to be listed in it. */
type Prepare = () => Promise<Urls>;

/** Some assets of each folder came or went. There are few rounds, so chance decides about a fifth: it only informs. */
export const viewsChanged: Row = {
  title: 'PROPFIND Depth 1 per view, 10,000 assets, first time after a change',
  unit: 'ms',
  targets: {},
  measure: (bench) =>
    withViews(bench, async ({ immich, start }) => {
      const ours = await start({ REFRESH_INTERVAL: '1s', CACHE_MEMORY_MB: '512' });
      await openAll(ours);
      const urls = urlsOf(ours);
      return compareInTurn(manyRounds, async () => {
        const before = await etagsOf(urls);
        await immich.change();
        await until('every folder changed', async () => {
          const now = await etagsOf(urls);
          return now.every((etag, at) => etag !== before[at]);
        });
        return urls;
      });
    }),
};

/** Nobody ever looked: an album was read all the same, most others are read now, from Immich or from months. */
export const viewsFirst: Row = {
  title: 'PROPFIND Depth 1 per view, 10,000 assets, first time ever',
  unit: 'ms',
  targets: {},
  measure: (bench) => withViews(bench, ({ start }) => compareInTurn(rounds, async () => urlsOf(await start({})))),
};

const etagsOf = (urls: Urls): Promise<readonly string[]> =>
  Promise.all([...urls.values()].map(async (url) => (await readText(propfindEtag(url))).body));

/** Lists all folders in each round, each time beginning with quite another one: what one leaves behind is cleared up during the next. */
async function compareInTurn(times: number, prepare: Prepare): Promise<Comparison[]> {
  const all = new Map<string, number[]>();
  for (let round = 0; round < times; round++) {
    const urls = [...(await prepare())];
    const first = (round * stride) % urls.length;
    for (const [view, url] of [...urls.slice(first), ...urls.slice(0, first)])
      all.set(view, [...(all.get(view) ?? []), await list(url)]);
  }
  const { albums: theirs = 0, ...others } = Object.fromEntries([...all].map(([view, ms]) => [view, median(ms)]));
  return Object.entries(others).map(([what, ours]) => ({ what, against, ours, theirs }));
}
