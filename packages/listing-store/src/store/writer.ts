import { isDamage, toLibraryError } from '../database/sqlite-failure.ts';
import { replaceDatabase } from './repair.ts';
import type { StoreState } from './store-state.ts';

/** Runs work that changes the state, one at a time. Rejects with a `LibraryError`. */
export type Writer = (work: () => Promise<void>) => Promise<void>;

/** If the file turns out to be damaged, it is replaced and the work is retried once. */
export function createWriter(state: StoreState): Writer {
  const mutex = createMutex();
  const withRepair = async (work: () => Promise<void>): Promise<void> => {
    try {
      await work();
    } catch (error) {
      if (!isDamage(error)) throw error;
      await replaceDatabase(state, state.database);
      await work();
    }
  };
  return (work) =>
    mutex(() =>
      withRepair(work).catch((error: unknown) => {
        throw toLibraryError(error);
      }),
    );
}

/** Runs work one at a time, in the order of the calls. A failure does not affect later work. */
type Mutex = <T>(work: () => Promise<T>) => Promise<T>;

function createMutex(): Mutex {
  let last: Promise<unknown> = Promise.resolve();
  return (work) => {
    const running = last.then(work);
    last = running.catch(() => {});
    return running;
  };
}
