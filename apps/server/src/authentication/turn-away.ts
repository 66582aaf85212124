import type { Clock } from '@immich-webdav/core';

/** A client that asks again at once gets nothing by it. */
const WAIT_MS = 1000;
/** Each one that waits holds a connection; more are turned away at once. */
const WAITING_AT_ONCE = 64;

/** Resolves when a client that guessed too often may be answered. */
export function createTurnAway(clock: Pick<Clock, 'sleep'>): () => Promise<void> {
  let waiting = 0;
  return async () => {
    if (waiting >= WAITING_AT_ONCE) return;
    waiting++;
    await clock.sleep(WAIT_MS);
    waiting--;
  };
}
