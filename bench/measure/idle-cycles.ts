import { setTimeout as sleep } from 'node:timers/promises';
import { type LibraryImmich, type Release, releases, type SentReply } from '../peers/library-immich.ts';
import type { Ours } from '../peers/ours.ts';

/** A library that our server has read, and can be started over. */
export interface ReadLibrary {
  readonly immich: LibraryImmich;
  start(settings: Readonly<Record<string, string>>): Promise<Ours>;
}

/** The largest of several refreshes in which nothing had happened. */
export interface IdleCycle {
  readonly release: Release;
  readonly requests: number;
  readonly bytes: number;
}

type Cost = Omit<IdleCycle, 'release'>;

const watchedMs = 6000;
/** Requests that are further apart are of two refreshes. */
const apartMs = 500;
/** What can only be asked one by one is asked in turn, once all of it was asked: the first refreshes cost more. */
const mostTries = 10;
/** The second refresh waits as long as the first took. */
const fewestCycles = 3;

const known = new WeakMap<ReadLibrary, Promise<readonly IdleCycle[]>>();

/** Watches our server while it asks every second whether anything happened, with each release of Immich; once for a library. */
export function idleCycles(library: ReadLibrary): Promise<readonly IdleCycle[]> {
  const watching = known.get(library) ?? watchAll(library);
  known.set(library, watching);
  return watching;
}

async function watchAll(library: ReadLibrary): Promise<readonly IdleCycle[]> {
  const all: IdleCycle[] = [];
  for (const release of releases) {
    await library.immich.be(release);
    all.push({ release, ...(await watch(library)) });
  }
  return all;
}

async function watch(library: ReadLibrary): Promise<Cost> {
  const ours = await library.start({ REFRESH_INTERVAL: '1s' });
  try {
    await ours.refreshed;
    let before: Cost | undefined;
    for (let attempt = 1; attempt <= mostTries; attempt++) {
      const cycles = await cyclesOf(library.immich);
      if (cycles.length < fewestCycles) continue;
      const cost = largest(cycles);
      if (cost.requests === before?.requests) return cost;
      before = cost;
    }
    throw new Error('What a refresh of our server costs does not settle.');
  } finally {
    await ours.stop();
  }
}

const largest = (cycles: readonly Cost[]): Cost => ({
  requests: Math.max(...cycles.map(({ requests }) => requests)),
  bytes: Math.max(...cycles.map(({ bytes }) => bytes)),
});

async function cyclesOf(immich: LibraryImmich): Promise<readonly Cost[]> {
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
  return cycles.map((replies) => ({
    requests: replies.length,
    bytes: replies.reduce((sum, { bytes }) => sum + bytes, 0),
  }));
}
