import type { Clock } from '@immich-webdav/core';
import type { OnLimit, ReachedLimit } from '@immich-webdav/webdav-adapter';
import type { Logger } from 'pino';
import { limitSettings } from '../configuration/http-settings.ts';
import { createReportOnce } from './report-once.ts';

const QUIET_MS = 60_000;

/** Logs limits that clients reach: each setting is a warning once a minute, and debug otherwise. */
export function createLimitLog(log: Logger, clock: Pick<Clock, 'elapsed'>): OnLimit {
  const reported = createReportOnce<ReachedLimit['limit']>({ quietMs: QUIET_MS, elapsed: clock.elapsed });
  return ({ limit, address }) => {
    const setting = limitSettings[limit];
    log[reported.isNew(limit) ? 'warn' : 'debug'](
      { setting, address },
      `A client reached ${setting}; raise it if the client is yours.`,
    );
  };
}
