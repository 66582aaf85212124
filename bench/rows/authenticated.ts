import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { exchange } from '../measure/exchange.ts';
import { requestsPerSecond } from '../measure/load.ts';
import { propfind } from '../measure/propfind.ts';
import { alternate } from '../measure/rounds.ts';
import { until } from '../measure/until.ts';
import { apiKey } from '../peers/immich.ts';
import { startOurs } from '../peers/ours.ts';
import type { Bench, Row } from './row.ts';

const authorization = `Basic ${Buffer.from('ada:a long password').toString('base64')}`;

/** Our server with the log-in of a user of a file; the album has been listed once. */
async function startWithUsers({ immich, scratch }: Bench) {
  const file = join(scratch, 'users.yaml');
  const users = [{ name: 'ada', password: 'a long password', apiKey }];
  await writeFile(file, JSON.stringify({ users }), { mode: 0o600 });
  const ours = await startOurs(immich, scratch, '1h', { IMMICH_API_KEY: '', USERS_FILE: file });
  const list = propfind(ours.albumUrl, 1);
  await until('the library of the user is open', async () => {
    const { status } = await exchange({ ...list, headers: { ...list.headers, authorization } });
    return status === 207;
  });
  return ours;
}

/** What a log-in with every request costs. */
export const authenticated: Row = {
  title: 'with a log-in, 16 connections',
  unit: 'requests/s',
  targets: { 'without a log-in': { kind: 'at least', value: 0.91 } },
  async measure(bench) {
    const ours = await startWithUsers(bench);
    try {
      const calls = [
        { what: 'PROPFIND Depth 0', own: propfind(ours.smallUrl, 0), open: propfind(bench.ours.smallUrl, 0) },
        { what: 'GET 20 KB', own: { url: ours.smallUrl }, open: { url: bench.ours.smallUrl } },
      ];
      const comparisons = [];
      for (const { what, own, open } of calls) {
        const headers = { ...('headers' in own && own.headers), authorization };
        const [withLogIn = 0, without = 0] = await alternate([
          () => requestsPerSecond({ ...own, headers }),
          () => requestsPerSecond(open),
        ]);
        comparisons.push({ what, against: 'without a log-in', ours: withLogIn, theirs: without });
      }
      return comparisons;
    } finally {
      await ours.stop();
    }
  },
};
