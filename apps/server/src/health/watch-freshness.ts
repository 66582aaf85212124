import type { Clock } from '@immich-webdav/core';
import ms from 'ms';
import type { Logger } from 'pino';
import type { Freshness } from './freshness.ts';

export interface FreshnessWatchParts {
  readonly freshness: Freshness;
  readonly clock: Clock;
  readonly log: Logger;
}

const PAUSE_MS = 30_000;

/** Writes down when freshness is lost, even if no request ever ends, and when it is regained; until the signal aborts. */
export async function watchFreshness(
  { freshness, clock, log }: FreshnessWatchParts,
  signal: AbortSignal,
): Promise<void> {
  let isTold = false;
  while (!signal.aborted) {
    const lostForMs = freshness.lostForMs();
    if (lostForMs !== undefined && !isTold) {
      log.error(
        { lostForMs },
        `Nothing could be read from Immich for ${ms(lostForMs)}; what clients see may be out of date. See the errors above, and run check.`,
      );
    }
    if (lostForMs === undefined && isTold) log.info('Immich is read again.');
    isTold = lostForMs !== undefined;
    await clock.sleep(PAUSE_MS, signal);
  }
}
