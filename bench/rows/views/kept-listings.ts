import { alternate } from '../../measure/rounds.ts';
import type { Ours } from '../../peers/ours.ts';
import { smallFolder } from '../../peers/view-folders.ts';
import type { Comparison, Row } from '../row.ts';
import { list, openAll, urlOf, urlsOf, withViews } from './with-views.ts';

const against = 'an album';

/** A way to list a folder that was opened before. */
interface Way {
  readonly title: string;
  readonly settings: Readonly<Record<string, string>>;
  /** A listing takes so few milliseconds that chance decides about a few of them. */
  readonly times: number;
  readonly measure: (ours: Ours, url: string) => Promise<number>;
}

/** A client looks again at a folder in which nothing happened. */
export const viewsUnchanged: Row = keptRow({
  title: 'unchanged',
  settings: {},
  times: 101,
  measure: (_, url) => list(url),
});

/** The listing is not in memory, as after a restart: every listing pushes the one before out. */
export const viewsFromFile: Row = keptRow({
  title: 'from the file',
  settings: { CACHE_MEMORY_MB: '1' },
  times: 15,
  async measure(ours, url) {
    await list(urlOf(ours, smallFolder));
    return list(url);
  },
});

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
        const lines: Comparison[] = [];
        for (const [what, url] of Object.entries(others)) {
          const both = [url, album].map((one) => () => measure(ours, one));
          const [own = 0, theirs = 0] = await alternate(both, times);
          lines.push({ what, against, ours: own, theirs });
        }
        return lines;
      }),
  };
}
