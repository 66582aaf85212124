import { type Call, exchange } from '../measure/exchange.ts';
import { median } from '../measure/median.ts';
import { original } from '../peers/immich.ts';
import type { Row } from './row.ts';

const requests = 200;
const range = { range: 'bytes=500000000-500065535' };

/** A player seeks. */
export const rangeFirstByte: Row = {
  title: 'time to first byte added to a range request',
  unit: 'ms',
  targets: { 'a limit': { kind: 'at most', value: 2 } },
  async measure({ ours, immich }) {
    const own: number[] = [];
    const direct: number[] = [];
    for (let count = 0; count < requests; count++) {
      own.push(await firstByte({ url: ours.largeUrl, headers: range }));
      direct.push(await firstByte(original(immich.url, immich.largeId, range)));
    }
    return [{ against: 'a limit', ours: median(own) - median(direct) }];
  },
};

const firstByte = async (call: Call): Promise<number> => (await exchange(call)).firstByteMs;
