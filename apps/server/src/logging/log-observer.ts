import type { LibraryObserver } from '@immich-webdav/core';
import type { Logger } from 'pino';
import { wordsFor } from './kind-words.ts';
import { logRefreshes } from './log-refresh.ts';
import type { ProgressReport } from './progress-report.ts';
import type { Troubles } from './troubles.ts';

/** Writes down what the library does. A retry is no failure yet, so it is told at debug only. */
export function createLogObserver(log: Logger, progress: ProgressReport, troubles: Troubles): LibraryObserver {
  const refreshes = logRefreshes(log, troubles);
  return {
    progressed: (state) => progress.progressed(state),
    refreshed: (report) => {
      progress.ended();
      refreshes.refreshed(report);
    },
    refreshFailed: (error, kind) => {
      progress.ended();
      refreshes.refreshFailed(error, kind);
    },
    groupFailed: refreshes.groupFailed,
    retrying: (what, attempt, error) => log.debug({ what, attempt, error }, 'An attempt failed and is made again.'),
    storeFailed: (error) => log.warn({ error }, 'Listings could not be kept or read back; Immich is asked instead.'),
    kindUnavailable: (kind, error) =>
      log.warn({ kind, error }, `${wordsFor(kind).all} may not be seen: left out until that changes; check says why.`),
    renditionsProbed: (state) => progress.learning(state),
    renditionsFailed: (rendition, error) =>
      log.warn({ rendition, error }, 'Lengths of renditions cannot be learnt, so they are left out until they can be.'),
    albumsMissing: (ids) =>
      log.warn(
        { albums: ids },
        'Immich has no such albums for this key; correct ALBUM_IDS, or share them with its user.',
      ),
    countMismatch: ({ kind, id, name, assetCount }, counted) => {
      const { one, key } = wordsFor(kind);
      log.warn({ [key]: { id, name }, promised: assetCount, counted }, `${one} never had as many assets as it said.`);
    },
    lengthCorrected: (assetId, listed, actual) =>
      log.warn({ assetId, listed, actual }, 'An asset had another length than Immich said; it is corrected.'),
  };
}
