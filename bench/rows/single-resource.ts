import { requestsPerSecond } from '../measure/load.ts';
import { propfind } from '../measure/propfind.ts';
import { readText } from '../measure/read-text.ts';
import { alternate } from '../measure/rounds.ts';
import { startFloor } from '../peers/floor.ts';
import type { Row } from './row.ts';

/** What clients ask most often: one resource. */
export const singleResource: Row = {
  title: 'PROPFIND Depth 0, 16 connections',
  unit: 'requests/s',
  targets: { 'bare node:http': { kind: 'at least', value: 0.3 } },
  async measure({ ours }) {
    const call = propfind(ours.smallUrl, 0);
    const floor = await startFloor(await readText(call));
    const [own = 0, theirs = 0] = await alternate([
      () => requestsPerSecond(call),
      () => requestsPerSecond({ ...call, url: `${floor.url}/` }),
    ]).finally(() => floor.stop());
    return [{ against: 'bare node:http', ours: own, theirs }];
  },
};
