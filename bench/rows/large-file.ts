import { type Call, exchange } from '../measure/exchange.ts';
import { alternate } from '../measure/rounds.ts';
import { original } from '../peers/immich.ts';
import type { Row } from './row.ts';

/** What a real Immich gives on one connection. */
const realBytesPerSecond = 200_000_000;

/** A video from an Immich of usual speed. */
export const largeFileThrottled: Row = {
  title: 'GET 1 GB, stand-in throttled to 200 MB/s',
  unit: 'MB/s',
  targets: { directly: { kind: 'at least', value: 0.95 } },
  async measure({ ours, immich }) {
    await immich.throttle(realBytesPerSecond);
    const [own = 0, theirs = 0] = await alternate([
      () => megabytesPerSecond({ url: ours.largeUrl }),
      () => megabytesPerSecond(original(immich.url, immich.largeId)),
    ]).finally(() => immich.throttle());
    return [{ against: 'directly', ours: own, theirs }];
  },
};

/** A video as fast as it goes. */
export const largeFile: Row = {
  title: 'GET 1 GB, unthrottled',
  unit: 'MB/s',
  targets: { 'bare proxy': { kind: 'at least', value: 0.9 } },
  async measure({ ours, immich, proxy }) {
    const [own = 0, theirs = 0] = await alternate([
      () => megabytesPerSecond({ url: ours.largeUrl }),
      () => megabytesPerSecond(original(proxy.url, immich.largeId)),
    ]);
    return [{ against: 'bare proxy', ours: own, theirs }];
  },
};

async function megabytesPerSecond(call: Call): Promise<number> {
  const { bytes, totalMs } = await exchange(call);
  return bytes / totalMs / 1000;
}
