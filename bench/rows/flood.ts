import { exchange } from '../measure/exchange.ts';
import { startFlood } from '../measure/flood.ts';
import { median } from '../measure/median.ts';
import { propfind } from '../measure/propfind.ts';
import { alternate } from '../measure/rounds.ts';
import { startOurs } from '../peers/ours.ts';
import type { Comparison, Row } from './row.ts';

const requests = 200;
const credentials = { WEBDAV_USERNAME: 'bench', WEBDAV_PASSWORD: 'correct horse battery' };
const authorization = `Basic ${btoa('bench:correct horse battery')}`;

/** What a client notices of others that send requests without a log-in and without waiting for answers. */
export const flood: Row = {
  title: "another client's median wait in a flood without log-in",
  unit: 'ms',
  targets: { quiet: { kind: 'at most', value: 3 } },
  async measure({ immich, scratch }) {
    const ours = await startOurs(immich, scratch, '1h', credentials);
    const { url, ...call } = propfind(ours.smallUrl, 0);
    const wait = () => medianWait({ ...call, url, headers: { ...call.headers, authorization } });
    const figures: Comparison[] = [];
    try {
      // Code that never ran before would count.
      await wait();
      for (const connections of [2, 5, 20]) {
        const [quiet, flooded = 0] = await alternate([
          wait,
          async () => {
            const stop = await startFlood(ours.url, connections);
            return wait().finally(stop);
          },
        ]);
        figures.push({ what: `${connections} connections`, against: 'quiet', ours: flooded, theirs: quiet ?? 0 });
      }
      return figures;
    } finally {
      await ours.stop();
    }
  },
};

async function medianWait(call: Parameters<typeof exchange>[0]): Promise<number> {
  const waits: number[] = [];
  for (let sent = 0; sent < requests; sent++) waits.push((await exchange(call)).totalMs);
  return median(waits);
}
