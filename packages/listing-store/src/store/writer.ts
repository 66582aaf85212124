import { isDamage, toLibraryError } from '../database/sqlite-failure.ts';
import { createQueue } from '../schedule/one-at-a-time.ts';
import { beginAnew } from './repair.ts';
import type { StoreState } from './store-state.ts';

/** Runs work that changes the state, one at a time; rejects with a `LibraryError`. */
export type Writer = (work: () => Promise<void>) => Promise<void>;

/** Work is done once more, on a new file, when the file turns out to be damaged. */
export function createWriter(state: StoreState): Writer {
  const inTurn = createQueue();
  const withRepair = async (work: () => Promise<void>): Promise<void> => {
    try {
      await work();
    } catch (error) {
      if (!isDamage(error)) throw error;
      await beginAnew(state, state.database);
      await work();
    }
  };
  return (work) =>
    inTurn(() =>
      withRepair(work).catch((error: unknown) => {
        throw toLibraryError(error);
      }),
    );
}
