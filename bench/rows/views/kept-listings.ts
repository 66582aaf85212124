import { median } from '../../measure/median.ts';
import type { Ours } from '../../peers/ours.ts';
import { smallFolder } from '../../peers/view-folders.ts';
import type { Row } from '../row.ts';
import { list, openAll, urlOf, urlsOf, withViews } from './with-views.ts';

const against = 'an album';

/** A way to list a folder that was opened before. */
interface Way {
  readonly title: string;
  readonly settings: Readonly<Record<string, string>>;
  /** In each pass: a listing takes so few milliseconds that chance decides about a few of them. */
  readonly times: number;
  readonly measure: (ours: Ours, url: string) => Promise<number>;
}

/** Milliseconds of listings of a view's folder and of the album, in turn. */
interface Both {
  readonly ours: number[];
  readonly theirs: number[];
}

/** A client looks again at a folder in which nothing happened. */
export const viewsUnchanged: Row = keptRow({
  title: 'unchanged',
  settings: {},
  times: 31,
  measure: (_, url) => list(url),
});

/** The listing is not in memory, as after a restart: every listing pushes the one before out. */
export const viewsFromFile: Row = keptRow({
  title: 'from the file',
  settings: { CACHE_MEMORY_MB: '1' },
  times: 7,
  async measure(ours, url) {
    await list(urlOf(ours, smallFolder));
    return list(url);
  },
});

/** A busy moment of the machine is over in the next pass. */
const passes = 5;

function keptRow({ title, settings, times, measure }: Way): Row {
  return {
    title: `PROPFIND Depth 1 per view, 10,000 assets, ${title}`,
    unit: 'ms',
    targets: { [against]: { kind: 'at most', value: 1.2 } },
    measure: (bench) =>
      withViews(bench, async ({ start }) => {
        const ours = await start(settings);
        await openAll(ours);
        const { albums: album = '', ...others } = Object.fromEntries(urlsOf(ours));
        const compared = new Map(Object.keys(others).map((view): [string, Both] => [view, { ours: [], theirs: [] }]));
        for (let pass = 0; pass < passes; pass++)
          for (const [view, both] of compared) {
            const url = others[view] ?? '';
            for (const one of [url, album]) await list(one);
            for (let time = 0; time < times; time++) {
              both.theirs.push(await measure(ours, album));
              both.ours.push(await measure(ours, url));
            }
          }
        return [...compared].map(([what, both]) => ({
          what,
          against,
          ours: median(both.ours),
          theirs: median(both.theirs),
        }));
      }),
  };
}
