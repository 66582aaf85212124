import { setTimeout as sleep } from 'node:timers/promises';
import type { LargeLibrary } from '../peers/large-library.ts';
import { type LibraryImmich, type Release, releases, type SentReply } from '../peers/library-immich.ts';
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

/** The largest of several refreshes. */
interface IdleCycle {
  readonly release: Release;
  readonly requests: number;
  readonly bytes: number;
}

const watchedMs = 6000;
/** Requests that are further apart are of two refreshes. */
const apartMs = 500;

const known = new WeakMap<LargeLibrary, Promise<readonly IdleCycle[]>>();

function idleCycles(library: LargeLibrary): Promise<readonly IdleCycle[]> {
  const watching = known.get(library) ?? watchAll(library);
  known.set(library, watching);
  return watching;
}

async function watchAll(library: LargeLibrary): Promise<readonly IdleCycle[]> {
  const all: IdleCycle[] = [];
  for (const release of releases) {
    await library.immich.be(release);
    all.push({ release, ...(await watch(library)) });
  }
  return all;
}

async function watch(library: LargeLibrary): Promise<Omit<IdleCycle, 'release'>> {
  const ours = await library.start({ REFRESH_INTERVAL: '1s' });
  try {
    await ours.refreshed;
    return largest(await cyclesOf(library.immich));
  } finally {
    await ours.stop();
  }
}

async function cyclesOf(immich: LibraryImmich): Promise<readonly (readonly SentReply[])[]> {
  await sleep(apartMs);
  await immich.forget();
  await sleep(watchedMs);
  const cycles: SentReply[][] = [];
  let last = Number.NEGATIVE_INFINITY;
  for (const reply of await immich.replies()) {
    if (reply.at - last > apartMs) cycles.push([]);
    cycles.at(-1)?.push(reply);
    last = reply.at;
  }
  if (cycles.length < 3) throw new Error('Our server did not refresh every second.');
  return cycles;
}

const largest = (cycles: readonly (readonly SentReply[])[]): Omit<IdleCycle, 'release'> => ({
  requests: Math.max(...cycles.map(({ length }) => length)),
  bytes: Math.max(...cycles.map((cycle) => cycle.reduce((sum, { bytes }) => sum + bytes, 0))),
});
