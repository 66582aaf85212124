import { type Clock, LibraryError, type LibraryErrorCode } from '@immich-webdav/core';
import type { Logger } from 'pino';
import type { Troubles } from './troubles.ts';

const QUIET_MS = 60_000;

export interface RequestFailureParts {
  readonly log: Logger;
  readonly clock: Pick<Clock, 'elapsed'>;
  readonly troubles: Troubles;
}

/**
 * Writes down why requests were answered with a 5xx, or forbidden by Immich. An outage of Immich meets many requests and is told by
 * the observer already, so of each code only one in a minute is a warning, the rest is debug. That Immich refuses the key is told
 * once, here or there, and each permission that the key lacks once. Anything but a `LibraryError` is a bug.
 */
export function createRequestFailureLog({ log, clock, troubles }: RequestFailureParts): (error: unknown) => void {
  const toldAt = new Map<LibraryErrorCode, number>();
  const told = new Set<string>();
  const isNews = ({ code, message }: LibraryError): boolean => {
    if (code === 'unauthenticated') return troubles.isNews(code);
    if (code === 'forbidden') {
      const isNew = !told.has(message);
      told.add(message);
      return isNew;
    }
    const now = clock.elapsed();
    if (now - (toldAt.get(code) ?? Number.NEGATIVE_INFINITY) < QUIET_MS) return false;
    toldAt.set(code, now);
    return true;
  };
  return (error) => {
    const level = !LibraryError.is(error) ? 'error' : isNews(error) ? 'warn' : 'debug';
    log[level]({ error }, 'A request could not be answered.');
  };
}
