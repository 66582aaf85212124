import { setTimeout as sleep } from 'node:timers/promises';
import type { LibraryImmich } from '../peers/library-immich.ts';

/** Resolves when Immich was asked for nothing for so many milliseconds. */
export async function untilQuiet(immich: LibraryImmich, ms: number): Promise<void> {
  let [before, now] = [-1, await immich.finished()];
  while (before !== now) {
    await sleep(ms);
    [before, now] = [now, await immich.finished()];
  }
}
