import { idleCycles } from '../../measure/idle-cycles.ts';
import { type Release, releases } from '../../peers/library-immich.ts';
import { viewNames } from '../../peers/view-folders.ts';
import type { Row } from '../row.ts';

/** What albums alone cost. */
const requestsOfAlbums: Readonly<Record<Release, number>> = { '2.7.5': 2, '3.1.0': 1 };
const kilobytesOfAlbums = 2;
const mostPerView = 2;
const otherViews = viewNames.length - 1;

/** Nothing happens, and our server asks for everything that is shown in any way whether anything did. */
export const viewsIdleRequests: Row = {
  title: '1,000,000 assets, every view: requests of an idle refresh',
  unit: 'requests',
  targets: boundOf((release) => requestsOfAlbums[release]),
  measure: async ({ withViews }) =>
    (await idleCycles(await withViews())).map(({ release, requests }) => ({
      against: `Immich ${release}`,
      ours: requests,
    })),
};

/** The bodies of the answers, as sent. */
export const viewsIdleBytes: Row = {
  title: '1,000,000 assets, every view: bodies of an idle refresh',
  unit: 'KB',
  targets: boundOf(() => kilobytesOfAlbums),
  measure: async ({ withViews }) =>
    (await idleCycles(await withViews())).map(({ release, bytes }) => ({
      against: `Immich ${release}`,
      ours: bytes / 1000,
    })),
};

function boundOf(albums: (release: Release) => number): Row['targets'] {
  const bound = (release: Release) => ({ kind: 'at most', value: albums(release) + mostPerView * otherViews }) as const;
  return Object.fromEntries(releases.map((release) => [`Immich ${release}`, bound(release)]));
}
