import { readdir, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { type ResidentMemory, residentMemory } from '../measure/resident-memory.ts';
import { apiKey } from './immich.ts';
import { type LibraryImmich, type LibrarySize, startLibraryImmich } from './library-immich.ts';
import { launchOurs, type Ours, startOurs } from './ours.ts';
import { readPagesBarely } from './page-reader.ts';

type Settings = Readonly<Record<string, string>>;

/** A library of a million assets, which our server has read. */
export interface LargeLibrary {
  readonly immich: LibraryImmich;
  readonly readings: readonly Reading[];
  /** Albums of 500 assets that no row has used yet: one after the other. */
  nextAlbum(): string;
  /** Starts our server over the store that a reading left; one at a time. */
  start(settings: Settings): Promise<Ours>;
  /** The same, resolves as soon as it takes a connection. */
  launch(settings: Settings): Promise<Ours>;
}

/** How the whole library was read, from nothing. */
export interface Reading {
  readonly seconds: number;
  /** The same pages, read by a bare client just before. */
  readonly bareSeconds: number;
  /** Ten seconds after the end; nothing where the system does not tell. */
  readonly memory: ResidentMemory | undefined;
  readonly storeBytes: number;
}

export const largeSize: LibrarySize = {
  albums: 2000,
  assets: 1_000_000,
  albumSizes: [50_000, 10_000, ...Array.from({ length: 1000 }, () => 500)],
};

const pageSize = 1000;
const rounds = 3;
/** After a reading, until memory is looked at. */
export const restMs = 10_000;
const concurrency = 4;
/** No refresh of its own comes in between. */
export const quiet: Settings = { IMMICH_HINTS: 'false', IMMICH_CONCURRENCY: String(concurrency) };

/** Starts the stand-in when it is asked for first, and has it read three times; the last store is kept. */
export function createLargeLibrary(scratch: string): {
  readonly get: () => Promise<LargeLibrary>;
  readonly stop: () => Promise<void>;
} {
  let immich: LibraryImmich | undefined;
  let library: Promise<LargeLibrary> | undefined;
  const make = async (): Promise<LargeLibrary> => {
    const serving = await startLibraryImmich(largeSize);
    immich = serving;
    const readings: Reading[] = [];
    for (let round = 0; round < rounds; round++)
      readings.push(await read(serving, scratch, dataFolder(scratch, round)));
    const folder = dataFolder(scratch, rounds - 1);
    let album = 2;
    return {
      immich: serving,
      readings,
      nextAlbum: () => serving.albums[album++]?.name ?? '',
      start: (settings) => startOurs(shown(serving), scratch, '1h', { ...quiet, DATA_DIR: folder, ...settings }),
      launch: (settings) => launchOurs(shown(serving), scratch, { ...quiet, DATA_DIR: folder, ...settings }),
    };
  };
  return {
    get: () => {
      library ??= make();
      return library;
    },
    stop: async () => immich?.stop(),
  };
}

const dataFolder = (scratch: string, round: number): string => join(scratch, `large-${round}`);

/** What our server needs to know; the album is that of 10,000. */
const shown = ({ url, albums }: LibraryImmich): { readonly url: string; readonly album: string } => ({
  url,
  album: albums[1]?.name ?? '',
});

async function read(immich: LibraryImmich, scratch: string, folder: string): Promise<Reading> {
  const { seconds: bareSeconds, requests } = await readPagesBarely({
    url: immich.url,
    apiKey,
    albumIds: immich.albums.map(({ id }) => id),
    pages: immich.albums.map((_, at) => Math.ceil((largeSize.albumSizes[at] ?? 1) / pageSize)),
    concurrency,
  });
  await immich.forget();
  const ours = await startOurs(shown(immich), scratch, '1h', { ...quiet, DATA_DIR: folder });
  try {
    const seconds = (await ours.refreshed) / 1000;
    const asked = await immich.finished();
    // The version and the list of albums are what the bare client does not ask for.
    if (asked !== requests + 2) throw new Error(`Our server sent ${asked} requests, the bare client ${requests}.`);
    await sleep(restMs);
    return { seconds, bareSeconds, memory: await residentMemory(ours.pid), storeBytes: await sizeOf(folder) };
  } finally {
    await ours.stop();
  }
}

async function sizeOf(folder: string): Promise<number> {
  const files = await readdir(folder);
  const sizes = await Promise.all(files.map(async (file) => (await stat(join(folder, file))).size));
  return sizes.reduce((sum, size) => sum + size, 0);
}
