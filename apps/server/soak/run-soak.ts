import { setTimeout as sleep } from 'node:timers/promises';
import { createRandom } from '@immich-webdav/demo-library';
import { runClient, type Tally } from './clients/client.ts';
import { makeTrouble } from './faults/make-trouble.ts';
import { changeSomething } from './library/changes.ts';
import { createSoakLibrary, type SoakLibrary } from './library/soak-library.ts';
import { recover } from './recovery.ts';
import { type Memory, type ServerProcess, startServerProcess } from './server/server-process.ts';

export interface SoakOptions {
  readonly seconds: number;
  /** Determines faults and requests, but not their timing. */
  readonly seed: number;
  readonly version: '2.7.5' | '3.1.0';
  /** For listings and content. */
  readonly folder: string;
  /** Called with the progress from time to time. */
  readonly onProgress?: (line: string) => void;
}

export interface SoakReport {
  readonly replies: ReadonlyMap<string, number>;
  readonly verified: number;
  readonly troubles: ReadonlyMap<string, number>;
  /** Problems. Empty if the soak passed. */
  readonly violations: readonly string[];
  /** Before the first request, after the warm-up, and at the end. */
  readonly memory: { readonly before: Memory; readonly early: Memory; readonly late: Memory };
  /** Open files and sockets before and after. */
  readonly handles: { readonly before: number | undefined; readonly after: number | undefined };
  /** From the end of all faults until every album and every file was right. */
  readonly recoverySeconds: number;
  readonly warnings: number;
  readonly exitCode: number | string | null;
}

const CLIENTS = 8;
const LONGEST_WARM_UP_MS = 60_000;
const PROGRESS_MS = 30_000;

const settings = {
  IMMICH_API_KEY: 'admin-key',
  IMMICH_TIMEOUT: '2s',
  REFRESH_INTERVAL: '1s',
  FLATTEN_ASSET_STRUCTURE: 'true',
  // Smaller than the library, so that blocks are evicted too.
  CONTENT_CACHE_MB: '32',
  WEBDAV_PORT: '0',
};

/** Runs clients, changes and faults against a server, then ends all faults. Resolves with the results. */
export async function runSoak(options: SoakOptions): Promise<SoakReport> {
  const library = createSoakLibrary(createRandom(options.seed), options.version);
  const { port } = await library.immich.listen();
  const environment = { ...settings, IMMICH_URL: `http://127.0.0.1:${port}`, DATA_DIR: options.folder };
  const server = await startServerProcess(environment);
  try {
    return await soak(library, server, port, options);
  } finally {
    await server.stop().catch(() => {});
    await library.immich.close();
  }
}

async function soak(
  library: SoakLibrary,
  server: ServerProcess,
  port: number,
  { seconds, seed, onProgress = () => {} }: SoakOptions,
): Promise<SoakReport> {
  const tally: Tally = { replies: new Map(), verified: 0, violations: [] };
  const { immich } = library;
  const { url } = server;
  await recover(library, url);
  const before = { memory: await server.memory(), handles: await settled(server) };

  const stop = new AbortController();
  const { signal } = stop;
  const random = (stream: number) => createRandom(seed * 1000 + stream);
  const clients = Array.from({ length: CLIENTS }, (_, index) =>
    runClient({ url, library, random: random(index), tally, signal }),
  );
  const troubles = makeTrouble({ immich, port, random: random(100), signal });
  const users = changeNowAndThen(library, seed, signal);
  const reporting = setInterval(() => onProgress(progressOf(tally)), PROGRESS_MS);
  const warmUpMs = Math.min(LONGEST_WARM_UP_MS, (seconds * 1000) / 3);
  await sleep(warmUpMs);
  const early = await server.memory();
  await sleep(seconds * 1000 - warmUpMs);
  clearInterval(reporting);
  stop.abort();
  await Promise.all([...clients, users]);
  const counts = await troubles;

  const over = performance.now();
  const violations = [...tally.violations, ...(await recover(library, url))];
  const recoverySeconds = (performance.now() - over) / 1000;
  const late = await server.memory();
  const after = await settled(server, before.handles);
  if (immich.openRequests > 0) violations.push(`${immich.openRequests} requests to Immich are still open`);
  const exitCode = await server.stop();
  violations.push(...server.bugs);
  if (server.stderr() !== '') violations.push(server.stderr());
  return {
    replies: tally.replies,
    verified: tally.verified,
    troubles: counts,
    violations,
    memory: { before: before.memory, early, late },
    handles: { before: before.handles, after },
    recoverySeconds,
    warnings: server.warnings(),
    exitCode,
  };
}

async function changeNowAndThen(library: SoakLibrary, seed: number, signal: AbortSignal): Promise<void> {
  const random = createRandom(seed * 1000 + 200);
  while (!signal.aborted) {
    changeSomething(library, random);
    await sleep(random.whole(50, 600), undefined, { signal }).catch(() => {});
  }
}

const progressOf = ({ replies, verified, violations }: Tally): string => {
  const total = [...replies.values()].reduce((sum, count) => sum + count, 0);
  return `${total} answers, ${verified} of them whole content that was right; ${violations.length} violations.`;
};

const SETTLING_MS = 30_000;
const LOOK_EVERY_MS = 250;

/** Waits until the number of open files is at most the wanted one. Without one, until it is stable for a few seconds. */
export async function settled(server: ServerProcess, wanted?: number): Promise<number | undefined> {
  const deadline = performance.now() + SETTLING_MS;
  let fewest = server.handles();
  // Idle connections to Immich are closed after four seconds.
  const least = performance.now() + (wanted === undefined ? 6000 : 0);
  while (fewest !== undefined && performance.now() < deadline) {
    fewest = Math.min(fewest, server.handles() ?? 0);
    if (performance.now() > least && fewest <= (wanted ?? Number.POSITIVE_INFINITY)) break;
    await sleep(LOOK_EVERY_MS);
  }
  return fewest;
}
