import type { Clock } from '@immich-webdav/core';
import ms from 'ms';
import type { Logger } from 'pino';
import type { Freshness } from './freshness.ts';

/** Why the server is not ready, as one sentence; undefined = it is. Never rejects. */
export type Readiness = () => string | undefined | Promise<string | undefined>;

/** A server with one library is ready once the library was read, and while refreshes succeed. */
export const libraryReadiness =
  (isReady: () => boolean, { lostForMs }: Pick<Freshness, 'lostForMs'>): Readiness =>
  () => {
    if (!isReady()) return 'The albums have not been read yet.';
    const lost = lostForMs();
    return lost === undefined ? undefined : `Nothing could be read from Immich for ${ms(lost)}; see the log.`;
  };

export interface ImmichReadinessParts {
  /** Asks Immich anything that needs no credentials. Rejects when it does not answer. */
  readonly ask: () => Promise<unknown>;
  readonly clock: Pick<Clock, 'elapsed'>;
  readonly log: Pick<Logger, 'warn' | 'info'>;
}

/** The page needs no password, so requests for it must not reach Immich oftener than once in this time. */
const ANSWER_LASTS_MS = 10_000;

/** A server with many libraries is ready while Immich can be reached: each person's library opens with their first request. */
export function immichReadiness({ ask, clock, log }: ImmichReadinessParts): Readiness {
  let answer: Promise<boolean> | undefined;
  let askedAt = 0;
  let wasReached = true;

  async function look(): Promise<boolean> {
    try {
      await ask();
      if (!wasReached) log.info('Immich can be reached again.');
      wasReached = true;
    } catch (error) {
      if (wasReached) log.warn({ error }, 'Immich cannot be reached; libraries show their last listings until it can.');
      wasReached = false;
    }
    return wasReached;
  }

  return async () => {
    if (answer === undefined || clock.elapsed() - askedAt >= ANSWER_LASTS_MS) {
      askedAt = clock.elapsed();
      answer = look();
    }
    return (await answer) ? undefined : 'Immich cannot be reached; see the log.';
  };
}
