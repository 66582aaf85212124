import type { RefreshProgress, RenditionProgress } from '@immich-webdav/core';
import ms from 'ms';
import type { Logger } from 'pino';
import type { LogOutput } from './log-output.ts';

/** Shows how far long work has come: in a line that changes where the output has one, else in the log every ten seconds. */
export interface ProgressReport {
  progressed(progress: RefreshProgress): void;
  /** Lengths of renditions are learnt. */
  learning(progress: RenditionProgress): void;
  /** The work ended, well or not. */
  ended(): void;
}

/** Shorter work is not worth a line. */
const FIRST_STATUS_MS = 1000;
const STATUS_PAUSE_MS = 100;
const LOG_PAUSE_MS = 10_000;

export function createProgressReport(log: Logger, { showStatus }: LogOutput): ProgressReport {
  /** Of the work, in milliseconds since its beginning. */
  let toldAt = 0;
  const pauseMs = (): number => {
    if (!showStatus) return LOG_PAUSE_MS;
    return toldAt === 0 ? FIRST_STATUS_MS : STATUS_PAUSE_MS;
  };
  let learntAt = Number.NEGATIVE_INFINITY;
  const isTime = (): boolean => {
    if (performance.now() - learntAt < LOG_PAUSE_MS) return false;
    learntAt = performance.now();
    return true;
  };
  return {
    progressed(progress) {
      if (progress.durationMs - toldAt < pauseMs() || !log.isLevelEnabled('info')) return;
      toldAt = progress.durationMs;
      if (showStatus) showStatus(statusOf(progress));
      else log.info({ ...progress, ...paceOf(progress) }, 'Reading albums.');
    },
    learning(progress) {
      if (!log.isLevelEnabled('info')) return;
      if (showStatus) showStatus(progress.done < progress.total ? lengthsOf(progress) : undefined);
      else if (isTime()) log.info(progress, 'Learning the lengths of renditions.');
    },
    ended() {
      toldAt = 0;
      showStatus?.(undefined);
    },
  };
}

interface Pace {
  readonly assetsPerSecond: number;
  readonly secondsLeft: number;
}

/** As if the rest went as the beginning did. Albums are what counts where Immich does not tell how many assets there are. */
function paceOf({ groups, groupsTotal, assets, assetsTotal, durationMs }: RefreshProgress): Pace {
  const done = assetsTotal > 0 ? assets / assetsTotal : groups / groupsTotal;
  const leftMs = done > 0 ? (durationMs * (1 - done)) / done : 0;
  return { assetsPerSecond: Math.round((assets / durationMs) * 1000), secondsLeft: Math.round(leftMs / 1000) };
}

const number = (value: number): string => value.toLocaleString('en');

const lengthsOf = ({ rendition, done, total, foldersLeft }: RenditionProgress): string =>
  `Learning lengths (${rendition}): ${number(done)} of ${number(total)}, ${number(foldersLeft)} folders after that`;

function statusOf(progress: RefreshProgress): string {
  const { groups, groupsTotal, assets, assetsTotal } = progress;
  const { assetsPerSecond, secondsLeft } = paceOf(progress);
  const parts = [`Reading albums: ${number(groups)} of ${number(groupsTotal)}`];
  if (assetsTotal > 0) parts.push(`${number(assets)} of ${number(assetsTotal)} assets`, `${number(assetsPerSecond)}/s`);
  if (secondsLeft > 0) parts.push(`${ms(secondsLeft * 1000)} left`);
  return parts.join(', ');
}
