import { idleCycles } from '../measure/idle-cycles.ts';
import { releases } from '../peers/library-immich.ts';
import type { Row } from './row.ts';

/** Nothing happens, and our server asks every second whether anything did. */
export const idleRequests: Row = {
  title: '1,000,000 assets: requests of an idle refresh',
  unit: 'requests',
  targets: Object.fromEntries(releases.map((release) => [`Immich ${release}`, { kind: 'at most', value: 3 }])),
  measure: async ({ large }) =>
    (await idleCycles(await large())).map(({ release, requests }) => ({
      against: `Immich ${release}`,
      ours: requests,
    })),
};

/** The bodies of the answers, as sent. */
export const idleBytes: Row = {
  title: '1,000,000 assets: bodies of an idle refresh',
  unit: 'KB',
  targets: Object.fromEntries(releases.map((release) => [`Immich ${release}`, { kind: 'at most', value: 2 }])),
  measure: async ({ large }) =>
    (await idleCycles(await large())).map(({ release, bytes }) => ({
      against: `Immich ${release}`,
      ours: bytes / 1000,
    })),
};
