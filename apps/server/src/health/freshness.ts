import type { Clock, LibraryObserver } from '@immich-webdav/core';

/** Whether what is shown is about as new as it should be. */
export interface Freshness {
  /** Milliseconds since anything was read from Immich, once those are too many; undefined while all is well. */
  lostForMs(): number | undefined;
  /** Adds to an observer that refreshes are taken note of. */
  observing(observer: LibraryObserver): LibraryObserver;
}

/** Refreshes may fail, and a first one may be slow, for this long before anybody has to look. */
const PATIENCE_MS = 10 * 60_000;

/** How long nothing may be read from Immich: three refreshes, and some patience. */
export const staleAfterMs = (refreshIntervalMs: number): number => 3 * refreshIntervalMs + PATIENCE_MS;

/** Freshness is lost when `limitMs` passed without a refresh that reached the library, or a group that was read. */
export function createFreshness(clock: Pick<Clock, 'elapsed'>, limitMs: number): Freshness {
  let heardAt = clock.elapsed();
  const note = (): void => {
    heardAt = clock.elapsed();
  };
  return {
    lostForMs() {
      const silentMs = clock.elapsed() - heardAt;
      return silentMs > limitMs ? silentMs : undefined;
    },
    observing: (observer) => ({
      ...observer,
      progressed(progress) {
        note();
        observer.progressed?.(progress);
      },
      refreshEnded(result) {
        if (result !== 'failed') note();
        observer.refreshEnded?.(result);
      },
    }),
  };
}
