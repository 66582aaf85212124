import { exchange } from '../../measure/exchange.ts';
import { expectMembers } from '../../measure/expect-members.ts';
import { propfind } from '../../measure/propfind.ts';
import { type Ours, startOurs } from '../../peers/ours.ts';
import { allViews, membersOf, viewFolders } from '../../peers/view-folders.ts';
import { startViewsImmich, type ViewsImmich } from '../../peers/views-immich.ts';
import type { Bench } from '../row.ts';

/** Our server with every view, over a library in which each has a folder of 10,000. */
export interface ServedViews {
  readonly immich: ViewsImmich;
  /** Another server over a library that it has never read. */
  start(settings: Readonly<Record<string, string>>): Promise<Ours>;
}

/** Ends whatever was started. */
export async function withViews<T>(
  { scratch }: Pick<Bench, 'scratch'>,
  run: (served: ServedViews) => Promise<T>,
): Promise<T> {
  const immich = await startViewsImmich();
  const running: Ours[] = [];
  try {
    return await run({
      immich,
      async start(settings) {
        const ours = await startOurs({ url: immich.url, album: '' }, scratch, '1h', {
          IMMICH_HINTS: 'false',
          ...allViews,
          ...settings,
        });
        running.push(ours);
        await ours.refreshed;
        return ours;
      },
    });
  } finally {
    for (const ours of running) await ours.stop();
    await immich.stop();
  }
}

export const urlOf = ({ url }: Ours, folder: readonly string[]): string =>
  `${url}/${folder.map(encodeURIComponent).join('/')}/`;

/** Where the folder of 10,000 of each view is, by view. */
export const urlsOf = (ours: Ours): ReadonlyMap<string, string> =>
  new Map(Object.entries(viewFolders).map(([view, folder]) => [view, urlOf(ours, folder)]));

export const list = (url: string): Promise<number> => exchange(propfind(url, 1)).then(({ totalMs }) => totalMs);

/** Opens each folder once, so that its listing is kept from then on. */
export async function openAll(ours: Ours): Promise<void> {
  for (const [view, url] of urlsOf(ours)) await expectMembers(propfind(url, 1), membersOf(view));
}
