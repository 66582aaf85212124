import { type Clock, type ErrorCode, TreeError } from '@immich-webdav/core';
import type { Logger } from 'pino';

const QUIET_MS = 60_000;

/**
 * Writes down why requests were answered with a 5xx. An outage of Immich meets many requests and is told by the observer
 * already, so of each code only one in a minute is a warning, the rest is debug. Anything but a `TreeError` is a bug.
 */
export function createRequestFailureLog(log: Logger, clock: Pick<Clock, 'now'>): (error: unknown) => void {
  const toldAt = new Map<ErrorCode, number>();
  const isNews = (code: ErrorCode): boolean => {
    const now = clock.now();
    if (now - (toldAt.get(code) ?? Number.NEGATIVE_INFINITY) < QUIET_MS) return false;
    toldAt.set(code, now);
    return true;
  };
  return (error) => {
    const level = !TreeError.is(error) ? 'error' : isNews(error.code) ? 'warn' : 'debug';
    log[level]({ error }, 'A request could not be answered.');
  };
}
