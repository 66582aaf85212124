import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { type ResidentMemory, residentMemory } from '../measure/resident-memory.ts';
import { quiet, restMs } from './large-library.ts';
import { type LibraryImmich, type LibrarySize, startLibraryImmich } from './library-immich.ts';
import { type Ours, startOurs } from './ours.ts';
import { viewNames } from './view-folders.ts';

/** A library of a million assets that has what every view shows, which our server has read with all views on. */
export interface LibraryWithViews {
  readonly immich: LibraryImmich;
  /** After the first full read, ten seconds after its end; nothing where the system does not tell. */
  readonly memory: ResidentMemory | undefined;
  /** The same after a start over what that left. */
  readonly memoryOfRestart: ResidentMemory | undefined;
  /** Starts our server over the store that the reading left; one at a time. */
  start(settings: Readonly<Record<string, string>>): Promise<Ours>;
}

/** One in twenty is the video of a live photo, which is listed nowhere: a million are. */
const size: LibrarySize = {
  albums: 2000,
  assets: 1_050_000,
  albumSizes: [50_000, 10_000, ...Array.from({ length: 1000 }, () => 500)],
  varied: true,
};

const settings = {
  ...quiet,
  VIEWS: viewNames.join(),
  SEARCHES: 'Beach=smart:beach at sunset; Five stars=rating:5; Videos of 2020=type:video after:2020 before:2021',
};

/** Starts the stand-in and has it read once, when it is asked for first. */
export function createLibraryWithViews(scratch: string): {
  readonly get: () => Promise<LibraryWithViews>;
  readonly stop: () => Promise<void>;
} {
  let immich: LibraryImmich | undefined;
  let library: Promise<LibraryWithViews> | undefined;
  const make = async (): Promise<LibraryWithViews> => {
    const serving = await startLibraryImmich(size);
    immich = serving;
    const start: LibraryWithViews['start'] = (more) =>
      startOurs({ url: serving.url, album: '' }, scratch, '1h', {
        ...settings,
        DATA_DIR: join(scratch, 'large-with-views'),
        ...more,
      });
    const memory = await memoryAtRest(start);
    return { immich: serving, memory, memoryOfRestart: await memoryAtRest(start), start };
  };
  return {
    get: () => {
      library ??= make();
      return library;
    },
    stop: async () => immich?.stop(),
  };
}

async function memoryAtRest(start: LibraryWithViews['start']): Promise<ResidentMemory | undefined> {
  const ours = await start({});
  try {
    await ours.refreshed;
    await sleep(restMs);
    return await residentMemory(ours.pid);
  } finally {
    await ours.stop();
  }
}
