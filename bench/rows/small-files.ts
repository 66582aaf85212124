import { requestsPerSecond } from '../measure/load.ts';
import { alternate } from '../measure/rounds.ts';
import { original } from '../peers/immich.ts';
import type { Row } from './row.ts';

/** Many little files at a time. */
export const smallFiles: Row = {
  title: 'GET 20 KB, 16 connections',
  unit: 'requests/s',
  targets: { 'bare proxy': { kind: 'at least', value: 0.7 } },
  async measure({ ours, immich, proxy }) {
    const [own = 0, theirs = 0] = await alternate([
      () => requestsPerSecond({ url: ours.smallUrl }),
      () => requestsPerSecond(original(proxy.url, immich.smallId)),
    ]);
    return [{ against: 'bare proxy', ours: own, theirs }];
  },
};
