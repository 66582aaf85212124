import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { exchange } from '../measure/exchange.ts';
import { propfind } from '../measure/propfind.ts';
import { type ResidentMemory, residentMemory } from '../measure/resident-memory.ts';
import { quiet, restMs } from '../peers/large-library.ts';
import { startLibraryImmich } from '../peers/library-immich.ts';
import { type Ours, startOurs } from '../peers/ours.ts';
import type { Bench, Comparison, Row } from './row.ts';

const people = Array.from({ length: 50 }, (_, at) => `user-${String(at + 1).padStart(2, '0')}`);
const assets = 20_000;
const albums = 40;

/** What every library of a family needs, read from Immich once. */
export const manyPeopleMemory: Row = {
  title: `${people.length} people, 20,000 assets each: memory`,
  unit: 'MB',
  targets: { 'a limit': { kind: 'at most', value: 500 } },
  measure: async (bench) => (await figuresOf(bench)).memory,
};

/** A client of a person whose library is not in memory. */
export const manyPeopleCold: Row = {
  title: `${people.length} people: first PROPFIND Depth 1, 500 assets, of a library that is not in memory`,
  unit: 'ms',
  targets: { 'a limit': { kind: 'at most', value: 1000 } },
  measure: async (bench) => (await figuresOf(bench)).cold,
};

interface Figures {
  readonly memory: readonly Comparison[];
  readonly cold: readonly Comparison[];
}

const measured = new WeakMap<Bench, Promise<Figures>>();

function figuresOf(bench: Bench): Promise<Figures> {
  const measuring = measured.get(bench) ?? measure(bench);
  measured.set(bench, measuring);
  return measuring;
}

async function measure({ scratch }: Bench): Promise<Figures> {
  const total = { albums: people.length * albums, assets: people.length * assets };
  const immich = await startLibraryImmich({ ...total, albumSizes: [], owners: people });
  const file = join(scratch, 'people.yaml');
  const users = people.map((name) => ({ name, password: passwordOf(name), apiKey: `${name}-key` }));
  await writeFile(file, JSON.stringify({ users }), { mode: 0o600 });
  const start = (): Promise<Ours> =>
    startOurs({ url: immich.url, album: '' }, scratch, '1h', {
      ...quiet,
      IMMICH_API_KEY: '',
      USERS_FILE: file,
      DATA_DIR: join(scratch, 'people'),
    });
  try {
    const first = await start();
    const read = await using(first, async () => {
      await Promise.all(people.map((name) => list(first, name, '')));
      await first.readLibraries(people.length);
      await sleep(restMs);
      return memoryOf(first, 'after the first full read');
    });
    const again = await start();
    return await using(again, async () => {
      const waits: number[] = [];
      for (const [at, name] of people.entries()) waits.push(await list(again, name, albumOf(at)));
      await again.readLibraries(people.length);
      await sleep(restMs);
      const cold = [{ what: 'the longest', against: 'a limit', ours: Math.max(...waits) }];
      return { memory: [...read, ...(await memoryOf(again, 'after a restart'))], cold };
    });
  } finally {
    await immich.stop();
  }
}

const using = <Result>(ours: Ours, work: () => Promise<Result>): Promise<Result> => work().finally(() => ours.stop());

const passwordOf = (name: string): string => `the password of ${name}`;

/** Albums are numbered through all libraries. */
const albumOf = (person: number): string => `Album%20${String(person * albums + 1).padStart(4, '0')}/`;

/** Milliseconds of a listing. */
async function list(ours: Ours, name: string, path: string): Promise<number> {
  const call = propfind(`${ours.url}/${path}`, 1);
  const authorization = `Basic ${btoa(`${name}:${passwordOf(name)}`)}`;
  return (await exchange({ ...call, headers: { ...call.headers, authorization } })).totalMs;
}

async function memoryOf(ours: Ours, when: string): Promise<readonly Comparison[]> {
  const memory: ResidentMemory | undefined = await residentMemory(ours.pid);
  if (memory === undefined) return [];
  return [
    { what: `at rest, 10 s ${when}`, against: 'a limit', ours: memory.now / 1e6 },
    { what: `at most, ${when}`, against: 'a limit', ours: memory.peak / 1e6 },
  ];
}
