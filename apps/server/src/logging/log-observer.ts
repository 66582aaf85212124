import type { LibraryObserver } from '@immich-webdav/core';
import type { Logger } from 'pino';
import type { ProgressReport } from './progress-report.ts';

/**
 * Writes down what the library does. A retry is no failure yet, and a refresh that found nothing new is no news, so both are
 * told at debug only; the first refresh is always told.
 */
export function createLogObserver(log: Logger, progress: ProgressReport): LibraryObserver {
  let isFirst = true;
  return {
    progressed: (state) => progress.progressed(state),
    refreshed: (report) => {
      progress.ended();
      const isNews = isFirst || report.changed > 0 || report.failed > 0;
      isFirst = false;
      log[isNews ? 'info' : 'debug'](report, 'Albums are up to date.');
    },
    refreshFailed: (error) => {
      progress.ended();
      log.error({ error }, 'The albums could not be read; what was known before stays until the next refresh.');
    },
    groupFailed: ({ id, name }, error) =>
      log.warn({ album: { id, name }, error }, 'An album could not be read; its last listing stays.'),
    retrying: (what, attempt, error) => log.debug({ what, attempt, error }, 'An attempt failed and is made again.'),
    storeFailed: (error) => log.warn({ error }, 'Listings could not be kept or read back; Immich is asked instead.'),
    kindLeftOut: (kind, error) =>
      log.warn({ kind, error }, 'A part of the library may not be seen, so views of it are left out; check says why.'),
    renditionsLearnt: (state) => progress.learning(state),
    albumsMissing: (ids) =>
      log.warn(
        { albums: ids },
        'Immich has no such albums for this key; correct ALBUM_IDS, or share them with its user.',
      ),
    listingDisagrees: ({ id, name, assetCount }, counted) =>
      log.warn({ album: { id, name }, promised: assetCount, counted }, 'An album never had as many assets as it said.'),
    lengthCorrected: (assetId, listed, actual) =>
      log.warn({ assetId, listed, actual }, 'An asset had another length than Immich said; it is corrected.'),
  };
}
