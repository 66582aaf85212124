import { join } from 'node:path';
import { startChild, stopChild } from '../measure/child.ts';
import { exchange } from '../measure/exchange.ts';
import { freePort } from '../measure/free-port.ts';
import { until } from '../measure/until.ts';
import { apiKey, type Immich } from './immich.ts';
import type { Peer } from './peer.ts';

/** Our server, as a user would run it. */
export interface Ours extends Peer {
  readonly pid: number;
  /** The album of 10,000 assets, with a slash at the end. */
  readonly albumUrl: string;
  readonly smallUrl: string;
  readonly largeUrl: string;
}

/** As `pnpm start` and the published command run it: built, with its flag. */
const program = new URL('../../apps/server/dist/main.js', import.meta.url);

/** Starts our server; resolves when it knows the albums. It runs in `scratch`, so that no `.env` of a developer is read. */
export async function startOurs(
  immich: Immich,
  scratch: string,
  refreshInterval: string,
  settings: Readonly<Record<string, string>> = {},
): Promise<Ours> {
  const port = await freePort();
  const child = startChild(process.execPath, ['--max-semi-space-size=4', program.pathname], {
    cwd: scratch,
    env: {
      PATH: process.env.PATH,
      IMMICH_URL: immich.url,
      IMMICH_API_KEY: apiKey,
      DATA_DIR: join(scratch, `data-${port}`),
      WEBDAV_PORT: String(port),
      WEBDAV_HOST: '127.0.0.1',
      FLATTEN_ASSET_STRUCTURE: 'true',
      REFRESH_INTERVAL: refreshInterval,
      ...settings,
    },
  });
  const url = `http://127.0.0.1:${port}`;
  const albumUrl = `${url}/${encodeURIComponent(immich.album)}/`;
  await until('our server knows the albums', async () => (await exchange({ url: `${url}/readyz` })).status === 200);
  return {
    url,
    pid: child.pid ?? 0,
    albumUrl,
    smallUrl: `${albumUrl}IMG_0000001.jpg`,
    largeUrl: `${url}/Large/large.mp4`,
    stop: () => stopChild(child),
  };
}
