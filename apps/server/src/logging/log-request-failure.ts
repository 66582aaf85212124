import { type Clock, LibraryError, type LibraryErrorCode } from '@immich-webdav/core';
import type { Logger } from 'pino';
import { createReportOnce, type ReportOnce } from './report-once.ts';

const QUIET_MS = 60_000;

export interface RequestFailureParts {
  readonly log: Logger;
  readonly clock: Pick<Clock, 'elapsed'>;
  /** Shared with the log of refreshes, so that a rejected key is reported only once. */
  readonly troubles: ReportOnce<LibraryErrorCode>;
}

/**
 * Logs why requests were answered with a 5xx, or forbidden by Immich. An outage fails many requests and is logged by the
 * observer too, so each code is a warning once a minute and debug otherwise. A rejected key and each missing permission are
 * warnings once. Anything but a `LibraryError` is a bug, and an error.
 */
export function createRequestFailureLog({ log, clock, troubles }: RequestFailureParts): (error: unknown) => void {
  const codes = createReportOnce<LibraryErrorCode>({ quietMs: QUIET_MS, elapsed: clock.elapsed });
  const permissions = createReportOnce<string>();
  const isNew = ({ code, message }: LibraryError): boolean => {
    if (code === 'unauthenticated') return troubles.isNew(code);
    return code === 'forbidden' ? permissions.isNew(message) : codes.isNew(code);
  };
  return (error) => {
    const level = !LibraryError.is(error) ? 'error' : isNew(error) ? 'warn' : 'debug';
    log[level]({ error }, 'A request could not be answered.');
  };
}
