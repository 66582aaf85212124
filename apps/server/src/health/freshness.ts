import type { Clock, LibraryObserver } from '@immich-webdav/core';
import ms from 'ms';
import type { Logger } from 'pino';

/** Watches whether the library is still read from Immich. */
export interface Freshness {
  /** Milliseconds since the last successful read from Immich if they exceed the limit, else undefined. */
  lostForMs(): number | undefined;
  /** An observer that reports successful reads to this object as well. */
  observing(observer: LibraryObserver): LibraryObserver;
}

/** Tolerance for failed refreshes and for a slow first one. */
const TOLERANCE_MS = 10 * 60_000;

/** The limit without a successful read: three refreshes and the tolerance. */
export const staleAfterMs = (refreshIntervalMs: number): number => 3 * refreshIntervalMs + TOLERANCE_MS;

/** Freshness is lost after `limitMs` without a refresh that succeeded at least in part, or a group that was read. */
export function createFreshness(clock: Pick<Clock, 'elapsed'>, limitMs: number): Freshness {
  let lastReadAt = clock.elapsed();
  const note = (): void => {
    lastReadAt = clock.elapsed();
  };
  return {
    lostForMs() {
      const silentMs = clock.elapsed() - lastReadAt;
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

export interface FreshnessWatchParts {
  readonly freshness: Freshness;
  readonly clock: Clock;
  readonly log: Logger;
}

const PAUSE_MS = 30_000;

/** Logs when freshness is lost, even if a refresh never ends, and when it is regained. Resolves when the signal aborts. */
export async function watchFreshness(
  { freshness, clock, log }: FreshnessWatchParts,
  signal: AbortSignal,
): Promise<void> {
  let isLost = false;
  while (!signal.aborted) {
    const lostForMs = freshness.lostForMs();
    if (lostForMs !== undefined && !isLost) {
      log.error(
        { lostForMs },
        `Nothing could be read from Immich for ${ms(lostForMs)}; what clients see may be out of date. See the errors above, and run check.`,
      );
    }
    if (lostForMs === undefined && isLost) log.info('Immich is read again.');
    isLost = lostForMs !== undefined;
    await clock.sleep(PAUSE_MS, signal);
  }
}
