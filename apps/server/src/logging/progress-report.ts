import type { RefreshProgress, RenditionProgress } from '@immich-webdav/core';
import ms from 'ms';
import type { Logger } from 'pino';
import type { LogOutput } from './log-output.ts';
import { createReportOnce } from './report-once.ts';

/** Reports the progress of long work: on a terminal in the status line, else in the log every ten seconds. */
export interface ProgressReport {
  progressed(progress: RefreshProgress): void;
  renditionsProbed(progress: RenditionProgress): void;
  /** The work ended or failed. */
  ended(): void;
}

/** Shorter work has no status line. */
const FIRST_STATUS_MS = 1000;
const STATUS_PAUSE_MS = 100;
const LOG_PAUSE_MS = 10_000;

export function createProgressReport(log: Logger, { showStatus }: LogOutput): ProgressReport {
  /** When the current work was last reported, in milliseconds since its beginning. */
  let reportedAt = 0;
  const pauseMs = (): number => {
    if (!showStatus) return LOG_PAUSE_MS;
    return reportedAt === 0 ? FIRST_STATUS_MS : STATUS_PAUSE_MS;
  };
  const reports = createReportOnce<'renditions'>({ quietMs: LOG_PAUSE_MS });
  return {
    progressed(progress) {
      if (progress.durationMs - reportedAt < pauseMs() || !log.isLevelEnabled('info')) return;
      reportedAt = progress.durationMs;
      if (showStatus) showStatus(statusOf(progress));
      else log.info({ ...progress, ...paceOf(progress) }, 'Reading albums.');
    },
    renditionsProbed(progress) {
      if (!log.isLevelEnabled('info')) return;
      if (showStatus) showStatus(progress.done < progress.total ? sizesStatusOf(progress) : undefined);
      else if (reports.isNew('renditions')) log.info(progress, 'Fetching the sizes of renditions.');
    },
    ended() {
      reportedAt = 0;
      showStatus?.(undefined);
    },
  };
}

interface Pace {
  readonly assetsPerSecond: number;
  readonly secondsLeft: number;
}

/** Extrapolates linearly by assets, or by groups where Immich does not report the number of assets. */
function paceOf({ groups, groupsTotal, assets, assetsTotal, durationMs }: RefreshProgress): Pace {
  const done = assetsTotal > 0 ? assets / assetsTotal : groups / groupsTotal;
  const leftMs = done > 0 ? (durationMs * (1 - done)) / done : 0;
  return { assetsPerSecond: Math.round((assets / durationMs) * 1000), secondsLeft: Math.round(leftMs / 1000) };
}

const number = (value: number): string => value.toLocaleString('en');

const sizesStatusOf = ({ rendition, done, total, groupsLeft }: RenditionProgress): string =>
  `Fetching sizes (${rendition}): ${number(done)} of ${number(total)}, ${number(groupsLeft)} folders after that`;

function statusOf(progress: RefreshProgress): string {
  const { groups, groupsTotal, assets, assetsTotal } = progress;
  const { assetsPerSecond, secondsLeft } = paceOf(progress);
  const parts = [`Reading albums: ${number(groups)} of ${number(groupsTotal)}`];
  if (assetsTotal > 0) parts.push(`${number(assets)} of ${number(assetsTotal)} assets`, `${number(assetsPerSecond)}/s`);
  if (secondsLeft > 0) parts.push(`${ms(secondsLeft * 1000)} left`);
  return parts.join(', ');
}
