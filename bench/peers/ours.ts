import type { ChildProcess } from 'node:child_process';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { startChild, stopChild } from '../measure/child.ts';
import { exchange } from '../measure/exchange.ts';
import { freePort } from '../measure/free-port.ts';
import { listening } from '../measure/listening.ts';
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
  /** Milliseconds from the start of the process until it took a connection. */
  readonly listeningMs: number;
  /** Milliseconds that the first refresh took, by the clock of the benchmark; resolves when it is over. */
  readonly refreshed: Promise<number>;
  /** Resolves when so many libraries have been read, each of them completely. */
  readonly readLibraries: (count: number) => Promise<void>;
}

/** As `pnpm start` and the published command run it: built, with their flags. */
const program = new URL('../../apps/server/dist/main.js', import.meta.url);

type Settings = Readonly<Record<string, string>>;

/** Starts our server; resolves when it knows the albums. It runs in `scratch`, so that no `.env` of a developer is read. */
export async function startOurs(
  immich: Pick<Immich, 'url' | 'album'>,
  scratch: string,
  refreshInterval: string,
  settings: Settings = {},
): Promise<Ours> {
  const ours = await launchOurs(immich, scratch, { REFRESH_INTERVAL: refreshInterval, ...settings });
  await until(
    'our server knows the albums',
    async () => (await exchange({ url: `${ours.url}/readyz` })).status === 200,
  );
  return ours;
}

/** The same; resolves as soon as it takes a connection. */
export async function launchOurs(
  immich: Pick<Immich, 'url' | 'album'>,
  scratch: string,
  settings: Settings,
): Promise<Ours> {
  const port = await freePort();
  const begun = performance.now();
  const child = startChild(process.execPath, ['--max-semi-space-size=4', program.pathname], {
    cwd: scratch,
    stdio: ['ignore', 'pipe', 'pipe'],
    env: {
      PATH: process.env.PATH,
      IMMICH_URL: immich.url,
      IMMICH_API_KEY: apiKey,
      DATA_DIR: join(scratch, `data-${port}`),
      WEBDAV_PORT: String(port),
      WEBDAV_HOST: '127.0.0.1',
      FLATTEN_ASSET_STRUCTURE: 'true',
      ...settings,
    },
  });
  const { refreshed, readLibraries } = watchRefreshes(child);
  const url = `http://127.0.0.1:${port}`;
  const albumUrl = `${url}/${encodeURIComponent(immich.album)}/`;
  await listening(port);
  return {
    url,
    pid: child.pid ?? 0,
    albumUrl,
    smallUrl: `${albumUrl}IMG_0000001.jpg`,
    largeUrl: `${url}/Large/large.mp4`,
    listeningMs: performance.now() - begun,
    refreshed,
    readLibraries,
    stop: () => stopChild(child),
  };
}

/** Reads the log: the line that it listens, after which it begins to read, and one for each library that was read. */
function watchRefreshes({ stdout }: ChildProcess): Pick<Ours, 'refreshed' | 'readLibraries'> {
  let begun = Number.NaN;
  const times: number[] = [];
  const waiting = new Set<() => void>();
  if (stdout !== null)
    createInterface(stdout).on('line', (line) => {
      if (line.includes('"Serving ')) begun = performance.now();
      if (!line.includes('"Albums are up to date."')) return;
      times.push(performance.now() - begun);
      for (const look of waiting) look();
    });
  const readLibraries = (count: number): Promise<void> =>
    new Promise((resolve) => {
      const look = (): void => {
        if (times.length < count) return;
        waiting.delete(look);
        resolve();
      };
      waiting.add(look);
      look();
    });
  return { refreshed: readLibraries(1).then(() => times[0] ?? Number.NaN), readLibraries };
}
